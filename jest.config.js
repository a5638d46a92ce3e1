const swc = ['@swc/jest', {
  jsc: { parser: { syntax: 'typescript', decorators: true }, transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false }, target: 'es2022' },
  module: { type: 'commonjs' },
}];

/** Two files at a time: while one waits for its database, the other works. */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // `npm run faults` runs these.
  testPathIgnorePatterns: ['/node_modules/', '/test/faults/'],
  transform: {
    '\\.tsx?$': swc,
    // Published as ES modules only.
    '/node_modules/jose/': swc,
    // It asks for Node's http by import(), which Jest cannot answer in a file that it has not translated.
    '/otlp-exporter-base/.*\\.js$': ['@swc/jest', { module: { type: 'commonjs' } }],
  },
  transformIgnorePatterns: ['/node_modules/(?!jose/|@opentelemetry/otlp-exporter-base/)'],
  setupFiles: ['reflect-metadata'],
  testSequencer: '<rootDir>/test/longest-first.js',
  globalSetup: '<rootDir>/test/integration/shared-database.ts',
  globalTeardown: '<rootDir>/test/integration/shared-database.stop.ts',
  testTimeout: 120_000,
  maxWorkers: 2,
};
