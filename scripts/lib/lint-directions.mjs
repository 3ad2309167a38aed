// @ts-check
import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"

/** What each part of `src` may import besides itself. */
const mayImport = /** @type {const} */ ({
  types: [],
  lib: ["types"],
  config: ["lib", "types", "modules"],
  links: ["lib", "types", "modules"],
  workflows: ["lib", "types", "modules", "links"],
  subscribers: ["lib", "types", "modules", "workflows", "config"],
  jobs: ["lib", "types", "modules", "workflows", "config"],
  api: ["lib", "types", "modules", "workflows", "config"],
  "migration-scripts": ["lib", "types", "modules", "workflows", "config"],
  admin: ["types"],
})

const why =
  "Dependencies point one way: lib, types ← modules ← workflows ← api, subscribers, jobs, scripts."

/**
 * @param {string} target
 * @param {string[]} allowed folders of `src`
 * @param {string} [message]
 */
const zone = (target, allowed, message = why) => ({
  target: `./src/${target}`,
  from: "./src",
  except: [target, ...allowed].map((folder) => `./${folder}`),
  message,
})

/**
 * The directions of imports, as options of import-x/no-restricted-paths.
 * @param {string} root the folder that holds `src`
 */
export function dependencyDirections(root) {
  const modules = join(root, "src", "modules")
  const names = existsSync(modules) ? readdirSync(modules) : []
  return {
    basePath: root,
    zones: [
      ...Object.entries(mayImport).map(([part, others]) =>
        zone(part, [...others])
      ),
      ...names.map((name) =>
        zone(
          `modules/${name}`,
          ["lib", "types"],
          "A module imports only itself, lib and types: modules meet in workflows, and are given their options."
        )
      ),
      ...["./scripts", "./integration-tests"].map((from) => ({
        target: "./src",
        from,
        message: "Medusa never loads scripts or tests.",
      })),
    ],
  }
}

const onlyInConfig =
  "Only src/config reads the environment; everything else is given its options."

/**
 * The lint rules that keep the architecture, for the files under `<root>/src`.
 * @param {string} root
 * @param {import("eslint").ESLint.Plugin} importPlugin eslint-plugin-import-x
 * @param {import("eslint").Linter.Config["settings"]} settings
 * @returns {import("eslint").Linter.Config[]}
 */
export const architectureRules = (root, importPlugin, settings) => [
  {
    name: "architecture/directions",
    files: ["src/**/*.{ts,tsx}"],
    // A test beside the code may use the stand-in for Stripe and the helpers.
    ignores: ["src/**/*.spec.{ts,tsx}"],
    plugins: { "import-x": importPlugin },
    settings,
    rules: {
      "import-x/no-restricted-paths": ["error", dependencyDirections(root)],
      "no-console": "error",
    },
  },
  {
    name: "architecture/environment",
    files: ["src/**/*.{ts,tsx}"],
    ignores: ["src/config/**", "src/**/*.spec.{ts,tsx}"],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: onlyInConfig },
      ],
      "no-restricted-imports": [
        "error",
        ...["process", "node:process"].map((name) => ({
          name,
          importNames: ["env", "default"],
          message: onlyInConfig,
        })),
      ],
    },
  },
]
