const { transform, setupFiles } = require('../../jest.config');

/** One fault after the other: two at once would measure each other. */
module.exports = { rootDir: '../..', testEnvironment: 'node', testMatch: ['<rootDir>/test/faults/**/*.fault.test.ts'], transform, setupFiles, testTimeout: 600_000, maxWorkers: 1 };
