import { MetadataStorage } from "@medusajs/framework/mikro-orm/core"

declare const TEST_TIMEOUT_MS: number

// Jest takes no timeout from a project's configuration, only from code.
jest.setTimeout(TEST_TIMEOUT_MS)

// MikroORM keeps entities in a process-wide registry: a second test file in the
// same process would find the first one's models under other class instances.
MetadataStorage.clear()
