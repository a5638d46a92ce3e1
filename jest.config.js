const swc = ['@swc/jest', {
  jsc: { parser: { syntax: 'typescript', decorators: true }, transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false }, target: 'es2022' },
  module: { type: 'commonjs' },
}];

/** Two files at a time: while one waits for its database, the other works. */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // jose is published as ES modules only.
  transform: { '\\.tsx?$': swc, '/node_modules/jose/': swc },
  transformIgnorePatterns: ['/node_modules/(?!jose/)'],
  setupFiles: ['reflect-metadata'],
  globalSetup: '<rootDir>/test/integration/shared-database.ts',
  globalTeardown: '<rootDir>/test/integration/shared-database.stop.ts',
  testTimeout: 120_000,
  maxWorkers: 2,
};
