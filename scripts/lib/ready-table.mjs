// @ts-check
import { relative } from "node:path"
import { withoutPassword } from "./databases.mjs"
import { paths } from "./project-paths.mjs"
import { adminEmail } from "./up-steps.mjs"

/** @typedef {import("./up-context.mjs").UpContext} UpContext */

/**
 * What other commands read of a running `up`.
 * @param {UpContext} context
 */
export function readyFile(context) {
  const serverUrl = `http://localhost:${context.ports.server}`
  return {
    pid: process.pid,
    port: context.ports.server,
    serverUrl,
    adminUrl: `${serverUrl}/app`,
    adminEmail: context.ownsAdmin ? adminEmail : null,
    adminPassword: context.ownsAdmin ? context.credentials.adminPassword : null,
    databaseUrl: context.databaseUrl,
    supabaseDbUrl: context.supabaseDbUrl,
    stripeUrl: context.stripeUrl,
    stripeApiKey: context.stripeApiKey,
    webhookSecret: context.webhookSecret,
  }
}

/**
 * @param {UpContext} context
 * @param {import("picocolors/types.js").Colors} colors
 * @returns {string} what a person needs first, for the terminal
 */
export function readyTable(context, colors) {
  const { serverUrl, adminUrl } = readyFile(context)
  const { adminPassword } = context.credentials
  const rows = [
    ["Admin", colors.cyan(adminUrl)],
    [
      "Login",
      context.ownsAdmin
        ? `${adminEmail}  ${colors.dim("password")} ${adminPassword}`
        : "your own: the database had users already",
    ],
    ["Health", `${serverUrl}/health/ready`],
    ["Database", withoutPassword(context.databaseUrl)],
    ["Legacy store", withoutPassword(context.supabaseDbUrl)],
    [
      "Stripe",
      context.stripeUrl ? `stand-in at ${context.stripeUrl}` : "STRIPE_API_KEY",
    ],
    ["Logs", relative(process.cwd(), paths.logs)],
  ]
  const next = context.stripeUrl
    ? `Try next, in another terminal: ${colors.bold("npm run demo:order")}`
    : "Payments come from your Stripe account, by its webhook."
  return [
    ...context.notes.map((note) => colors.yellow(`! ${note}`)),
    "",
    ...rows.map(
      ([name, value]) => `  ${colors.dim(String(name).padEnd(14))}${value}`
    ),
    "",
    `  ${next}`,
    `  ${colors.dim("Ctrl-C stops everything.")}`,
    "",
  ].join("\n")
}
