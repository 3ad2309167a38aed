// @ts-check
import { medusaCli } from "./medusa-build.mjs"
import { paths, projectRoot, typescript } from "./project-paths.mjs"
import { accepts } from "./socket.mjs"
import { medusaEnvironment } from "./up-context.mjs"
import { answersOk, untilReady } from "./until-ready.mjs"

/**
 * @typedef {import("./up-context.mjs").UpContext} UpContext
 * @typedef {import("./child-processes.mjs").Service} Service
 */

/**
 * @param {UpContext} context
 * @returns {Promise<Service>}
 */
export async function startStripeStandIn({ children, ports, ...context }) {
  const [webhookSecret = ""] = context.webhookSecret.split(",")
  const args = [
    ...typescript("scripts/stripe-stand-in/main.ts"),
    ...["--port", String(ports.stripe)],
    ...[
      "--webhook-url",
      `http://localhost:${ports.server}/hooks/payment/stripe`,
    ],
    ...["--webhook-secret", webhookSecret.trim()],
    ...["--api-key", context.stripeApiKey],
    "--demo-catalog",
    ...["--state-file", paths.stripeState],
  ]
  const service = children.start("stripe-stand-in", process.execPath, args, {
    cwd: projectRoot,
    graceMs: 5_000,
  })
  await untilReady(service, () => accepts(ports.stripe), 30_000)
  return service
}

/**
 * Starts the built server and waits until it calls itself ready.
 * @param {UpContext} context
 * @returns {Promise<Service>}
 */
export async function startServer(context) {
  const { children, ports } = context
  const args = [medusaCli, "start", "--port", String(ports.server)]
  const service = children.start("server", process.execPath, args, {
    cwd: paths.build,
    // In development Medusa serves the admin's sources through Vite, from where
    // the build has none: slowly, and without the project's own widgets.
    env: { ...medusaEnvironment(context), NODE_ENV: "test" },
    graceMs: 15_000,
  })
  const health = `http://localhost:${ports.server}/health/ready`
  await untilReady(service, () => answersOk(health), 120_000)
  return service
}
