import type { NewIssue } from "../../../modules/storefront-orders/types"
import type { ReservationNote, WantedStock } from "./plan-reservations"

/** What a line lacks of one item that it consists of. */
export type Shortage = {
  lineId: string
  title: string
  /** Pieces of the line, not of the item. */
  missing: number
  /** No location of the storefront's sales channel stocks it, so nothing could be reserved. */
  isUnstocked: boolean
}

/** What one reservation lacks; nothing where all of it is there. Reservations of earlier releases say less. */
export function shortageOfReservation(
  lineId: string,
  { title = "", missing = 0, per_piece: perPiece = 1 }: Partial<ReservationNote>
): Shortage[] {
  return missing > 0
    ? [
        {
          lineId,
          title,
          missing: Math.ceil(missing / perPiece),
          isUnstocked: false,
        },
      ]
    : []
}

/** What is asked of an item that no location stocks, whether or not it may be back-ordered. */
export function shortageOfUnstocked({
  lineId,
  title,
  quantity,
  perPiece,
}: WantedStock): Shortage {
  return { lineId, title, missing: quantity / perPiece, isUnstocked: true }
}

/** One question for each line that is short; of a kit's parts the one that lacks most decides. */
export function issuesOfShortages(shortages: readonly Shortage[]): NewIssue[] {
  return [...groupByLine(shortages)].map(([lineId, ofLine]) => {
    const missing = Math.max(...ofLine.map((shortage) => shortage.missing))
    const title = ofLine[0]?.title ?? ""
    const isUnstocked = ofLine.some((shortage) => shortage.isUnstocked)
    return {
      kind: "oversold",
      subject: lineId,
      message: isUnstocked
        ? `No location of the storefront's sales channel stocks «${title}», so nothing is reserved for it. Add it to a location and reserve ${missing}, or talk to the customer`
        : `${missing} of «${title}» were sold more than there are. Order more, or talk to the customer`,
      details: { missing },
    }
  })
}

function groupByLine(shortages: readonly Shortage[]): Map<string, Shortage[]> {
  const byLine = new Map<string, Shortage[]>()
  for (const shortage of shortages) {
    byLine.set(shortage.lineId, [
      ...(byLine.get(shortage.lineId) ?? []),
      shortage,
    ])
  }
  return byLine
}
