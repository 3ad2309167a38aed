import { MedusaError } from "@medusajs/framework/utils"
import { type MinorAmount, fromMajor, toMinorAmount } from "../../../lib/money"
import { sumOfRefunds } from "./plan-refunds"

/**
 * What staff want to refund, in minor units.
 *
 * @param amount in major units; undefined for all that is left.
 * @throws MedusaError `invalid_data` for a part of the smallest unit, `not_allowed` where nothing is
 *   left.
 */
export function askedAmount(
  amount: number | undefined,
  {
    captured,
    refunds,
    currency,
  }: {
    captured: MinorAmount
    refunds: readonly { amount: MinorAmount }[]
    currency: string
  }
): MinorAmount {
  if (amount === undefined) {
    const left = captured - sumOfRefunds(refunds)
    if (left <= 0) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        "Everything that was paid has been refunded"
      )
    }
    return toMinorAmount(left)
  }
  try {
    return fromMajor(amount, currency)
  } catch (error) {
    if (!(error instanceof RangeError)) {
      throw error
    }
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `${amount} ${currency.toUpperCase()} cannot be refunded: it is not a whole number of the currency's smallest unit`
    )
  }
}
