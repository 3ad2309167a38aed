// @ts-check
/*
 * Writes docs/openapi.json from the routes, their schemas and their types. The
 * work is TypeScript in scripts/openapi; tsx loads it, and the schemas with it.
 */
import { createRequire } from "node:module"
import { register } from "tsx/cjs/api"

register()
/** @type {typeof import("./openapi/run-openapi.js")} */
const { runOpenApi } = createRequire(import.meta.url)(
  "./openapi/run-openapi.ts"
)
process.exitCode = await runOpenApi(process.argv.slice(2))
