import { checkDuplicates } from "./check-duplicates"
import { chooseBasket } from "./choose-basket"
import { DemoError } from "./demo-error"
import { connectToSystem, type DemoSystem } from "./demo-system"
import { type DemoOptions, parseDemoOptions, usage } from "./options"
import { type DemoPayment, payOnce } from "./pay-once"
import { refundOrder } from "./refund-order"
import { reportDuplicates, reportRefund } from "./report-checks"
import { reportPayment, reportPaymentLine } from "./report-payment"
import { reportSummary } from "./report-summary"
import { readRunningSystem } from "./running-system"
import { openTerminal, type Report, type Terminal } from "./terminal"

/** Up to so many payments are shown in full; more of them take one line each. */
const FULL_REPORTS = 3

/**
 * The command: pays, follows the payments and prints what came of them.
 *
 * @param args without node and script.
 * @param readyFile that a running `npm run up` keeps.
 * @returns the exit code: 0, 1 where something failed or does not add up, 2 on wrong use.
 */
export async function runDemo(
  args: readonly string[],
  readyFile: string
): Promise<number> {
  const terminal = openTerminal()
  try {
    const options = parseDemoOptions(args)
    if (options.help) {
      terminal.say(usage)
      return 0
    }
    const running = readRunningSystem(readyFile)
    const system = await connectToSystem(running, terminal.waiting)
    try {
      return (await payAll(system, options, terminal, running.adminUrl)) ? 0 : 1
    } finally {
      await system.legacy.close()
    }
  } catch (error) {
    terminal.waiting(null)
    if (!(error instanceof DemoError)) {
      throw error
    }
    terminal.complain(error.message)
    return error.exitCode
  }
}

/** @returns whether everything adds up. */
async function payAll(
  system: DemoSystem,
  options: DemoOptions,
  terminal: Terminal,
  adminUrl: string
): Promise<boolean> {
  const payments: DemoPayment[] = []
  let isRight = true
  const tell = ({ text, ok }: Report) => {
    terminal.say(text)
    isRight &&= ok
  }
  for (let turn = 0; turn < options.times; turn++) {
    const ordersBefore = await system.admin.orderCount()
    const basket = await chooseBasket(options, turn, system.admin)
    const payment = await payOnce(system, basket, options)
    const report =
      options.times > FULL_REPORTS ? reportPaymentLine : reportPayment
    tell(report(payment, adminUrl, terminal.colors))
    payments.push(payment)
    if (options.duplicate > 0) {
      const copies = options.duplicate + 1
      const counts = { copies, ordersBefore }
      const check = await checkDuplicates(system, payment, counts)
      tell(reportDuplicates(check, terminal.colors))
    }
    if (options.refund) {
      const sums = await refundOrder(system, payment, options.refund)
      const { currency_code: currency } = payment.order
      tell(reportRefund(sums, currency, terminal.colors))
    }
  }
  if (payments.length > 1) {
    terminal.say(reportSummary(payments, terminal.colors))
  } else {
    terminal.say("")
  }
  return isRight
}
