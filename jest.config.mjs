// @ts-check
/*
 * One project a kind of test. `npm test` runs them one after another with the
 * databases and browsers they need; NODE_OPTIONS must hold
 * --experimental-vm-modules, because Medusa loads itself with import().
 */

/** @type {[string, Record<string, unknown>]} */
const transform = [
  "@swc/jest",
  {
    jsc: {
      target: "es2022",
      parser: { syntax: "typescript", tsx: true, decorators: true },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        react: { runtime: "automatic" },
      },
    },
    // import() stays as it is, so that a test can load an .mjs file.
    module: { type: "commonjs", ignoreDynamic: true },
    sourceMaps: "inline",
  },
]

/**
 * @param {string} displayName
 * @param {Partial<import("@jest/types").Config.InitialProjectOptions>} options
 */
const project = (displayName, options) => ({
  displayName,
  rootDir: import.meta.dirname,
  testEnvironment: "node",
  // Jest 30 warns of its own matchers when it clears globals between files.
  testEnvironmentOptions: { globalsCleanup: "off" },
  transform: { "^.+\\.tsx?$": transform },
  moduleFileExtensions: ["ts", "tsx", "js", "mjs", "json"],
  modulePathIgnorePatterns: ["<rootDir>/\\.medusa/", "<rootDir>/\\.data/"],
  ...options,
})

/**
 * @param {string} name
 * @param {number} testTimeoutMs hooks count too, and starting
 *   Medusa on a new database is one
 */
const integration = (name, testTimeoutMs) =>
  project(name, {
    testMatch: [`<rootDir>/integration-tests/${name}/**/*.spec.ts`],
    setupFilesAfterEnv: ["<rootDir>/integration-tests/helpers/jest-setup.ts"],
    globals: { TEST_TIMEOUT_MS: testTimeoutMs },
  })

/** @type {import("jest").Config} */
const config = {
  projects: [
    project("unit", {
      testMatch: [
        "<rootDir>/src/**/*.unit.spec.ts",
        "<rootDir>/src/**/*.unit.spec.tsx",
        "<rootDir>/scripts/**/*.unit.spec.ts",
      ],
    }),
    integration("modules", 60_000),
    integration("http", 120_000),
    integration("faults", 300_000),
    integration("transport", 120_000),
    integration("browser", 180_000),
    integration("redis", 120_000),
  ],
}

export default config
