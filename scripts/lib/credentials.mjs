// @ts-check
import { randomBytes } from "node:crypto"
import { readJson, writeJson } from "./json-file.mjs"

/**
 * Made at random once for this clone and kept in a file that only its owner can
 * read.
 * @typedef {object} Credentials
 * @property {string} postgresPassword superuser of the embedded PostgreSQL
 * @property {string} legacySyncPassword role of the sync in the stand-in legacy store
 * @property {string} adminPassword
 * @property {string} jwtSecret
 * @property {string} cookieSecret
 * @property {string} webhookSecret the stand-in signs with it
 * @property {string} stripeApiKey the stand-in asks for it
 */

const random = (bytes = 24) => randomBytes(bytes).toString("base64url")

/** @returns {Credentials} */
const makeCredentials = () => ({
  postgresPassword: random(),
  legacySyncPassword: random(),
  adminPassword: random(12),
  jwtSecret: random(32),
  cookieSecret: random(32),
  webhookSecret: `whsec_${random()}`,
  stripeApiKey: `sk_test_${randomBytes(24).toString("hex")}`,
})

/**
 * @param {string} file
 * @returns {Credentials} what is kept, with anything that is missing made now
 */
export function loadCredentials(file) {
  const kept = readJson(file)
  const credentials = {
    ...makeCredentials(),
    ...(typeof kept === "object" ? kept : {}),
  }
  writeJson(file, credentials)
  return credentials
}
