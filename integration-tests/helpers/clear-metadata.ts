import { MetadataStorage } from "@medusajs/framework/mikro-orm/core"

// MikroORM keeps entities in a process-wide registry: a second test file in the
// same process would find the first one's models under other class instances.
MetadataStorage.clear()
