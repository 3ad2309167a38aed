import {
  issuesOfShortages,
  shortageOfReservation,
  shortageOfUnstocked,
} from "./plan-shortages"

const SUIT = { title: "Black Suit · 40R", elsewhere: 0 }

describe("stock that was sold though it was not there", () => {
  it("is a question about its line, with the number missing", () => {
    const note = { ...SUIT, missing: 2, per_piece: 1 }
    expect(issuesOfShortages(shortageOfReservation("ordli_1", note))).toEqual([
      {
        kind: "oversold",
        subject: "ordli_1",
        message:
          "2 of «Black Suit · 40R» were sold more than there are. Order more, or talk to the customer",
        details: { missing: 2 },
      },
    ])
  })

  it("is none where all of it is there", () => {
    const note = { ...SUIT, missing: 0, per_piece: 1, elsewhere: 2 }
    expect(shortageOfReservation("ordli_1", note)).toEqual([])
  })

  it("of a kit counts kits: the part that lacks most decides", () => {
    const shortages = [
      ...shortageOfReservation("ordli_1", {
        ...SUIT,
        missing: 5,
        per_piece: 4,
      }),
      ...shortageOfReservation("ordli_1", {
        ...SUIT,
        missing: 1,
        per_piece: 1,
      }),
    ]
    expect(issuesOfShortages(shortages)).toMatchObject([
      { subject: "ordli_1", details: { missing: 2 } },
    ])
  })

  it("is asked of each line by itself", () => {
    const note = { ...SUIT, missing: 1, per_piece: 1 }
    const shortages = ["ordli_1", "ordli_2"].flatMap((lineId) =>
      shortageOfReservation(lineId, note)
    )
    expect(issuesOfShortages(shortages).map(({ subject }) => subject)).toEqual([
      "ordli_1",
      "ordli_2",
    ])
  })

  it("is read from reservations that were made before the parts were noted", () => {
    expect(
      shortageOfReservation("ordli_1", { title: "Tie", missing: 3 })
    ).toMatchObject([{ missing: 3 }])
    expect(shortageOfReservation("ordli_1", {})).toEqual([])
  })

  it("says so where no location stocks the item at all", () => {
    const shortage = shortageOfUnstocked({
      id: "resitem_1",
      lineId: "ordli_1",
      title: "Black Suit · 40R",
      inventoryItemId: "iitem_1",
      quantity: 8,
      perPiece: 4,
      allowBackorder: true,
    })
    expect(issuesOfShortages([shortage])).toMatchObject([
      {
        message: expect.stringContaining("nothing is reserved"),
        details: { missing: 2 },
      },
    ])
  })
})
