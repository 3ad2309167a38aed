// @ts-check
import { Listr, PRESET_TIMER } from "listr2"
import { progressLine } from "./log-tail.mjs"
import { ensureBuild } from "./medusa-build.mjs"
import { describeError } from "./refusal.mjs"
import { medusaEnvironment } from "./up-context.mjs"
import { startServer, startStripeStandIn } from "./up-services.mjs"
import {
  makeAdminUser,
  makeDatabases,
  makeLegacyStore,
  migrate,
  seed,
  startEmbeddedPostgres,
  usesEmbeddedPostgres,
} from "./up-steps.mjs"

/**
 * @typedef {import("./up-context.mjs").UpContext} UpContext
 * @typedef {(context: UpContext, onLine: (line: string) => void) => Promise<string>} Step
 */

/** Short enough for the list; the whole story is its cause. */
export class StepFailure extends Error {
  /** @param {unknown} cause */
  constructor(cause) {
    const [line = ""] = describeError(cause).split("\n")
    super(line.replace(/ The end of .*$/, ""), { cause })
  }
}

/**
 * A line of the list: its title, while it works the last line that its command
 * wrote, and then what came of it.
 * @param {string} title
 * @param {Step} step
 * @param {(context: UpContext) => boolean} [enabled]
 * @returns {import("listr2").ListrTask<UpContext>}
 */
const line = (title, step, enabled) => ({
  title,
  ...(enabled ? { enabled } : {}),
  task: async (context, task) => {
    const { children } = context
    const isTerminal = process.stdout.isTTY
    try {
      const result = await step(context, (text) => {
        const clean = progressLine(text)
        if (isTerminal && clean) task.output = clean
      })
      task.title = `${title} (${result})`
    } catch (error) {
      // What fails because everything is being stopped is not a failure.
      if (!children.stopping) throw new StepFailure(error)
      task.skip(`${title} (stopped)`)
    }
  },
})

/** @type {Step} */
const build = async (context, onLine) => {
  const env = medusaEnvironment(context)
  return (await ensureBuild(context.children, { env, onLine }))
    ? "built"
    : "unchanged"
}

/** @type {Step} */
const stripeStandIn = async (context) => {
  await startStripeStandIn(context)
  return `port ${context.ports.stripe}`
}

/** @type {import("listr2").ListrTask<UpContext>[]} */
const dataTasks = [
  line("Medusa's tables", migrate),
  line(
    "Stand-in legacy store",
    makeLegacyStore,
    ({ legacyAdminUrl }) => legacyAdminUrl !== ""
  ),
  line("Catalogue", seed),
  line("Admin user", makeAdminUser),
]

/**
 * Everything from an empty folder to a server that answers, as a list that
 * shows itself: live on a terminal, as plain lines elsewhere.
 * @param {UpContext} context
 * @returns {{ run: () => Promise<unknown> }}
 */
export function upTasks(context) {
  /** @type {import("listr2").ListrTask<UpContext>[]} */
  const tasks = [
    line("PostgreSQL", startEmbeddedPostgres, usesEmbeddedPostgres),
    line("Databases", makeDatabases),
    {
      // Two cores: the build and the migrations each keep one of them busy.
      title: "Data and build",
      task: (_, task) =>
        task.newListr(
          [
            {
              title: "Data",
              task: (__, data) =>
                data.newListr(dataTasks, { concurrent: false }),
            },
            line("Server and admin", build),
          ],
          { concurrent: true }
        ),
    },
    line(
      "Stripe stand-in",
      stripeStandIn,
      ({ stripeUrl }) => stripeUrl !== null
    ),
    line("Server", async () => {
      await startServer(context)
      return `port ${context.ports.server}`
    }),
  ]
  return new Listr(tasks, {
    ctx: context,
    // Ctrl-C is ours: what was started must be stopped in order.
    registerSignalListeners: false,
    rendererOptions: {
      collapseSubtasks: false,
      collapseErrors: false,
      showErrorMessage: false,
      timer: PRESET_TIMER,
    },
    fallbackRenderer: "simple",
    fallbackRendererOptions: { timer: PRESET_TIMER },
  })
}
