import { fillDays } from "./fill-days"

it("shows so many days up to today, oldest first, also those without a call", () => {
  const today = new Date("2026-03-01T00:30:00Z")
  expect(
    fillDays(
      [
        { day: "2026-02-27", calls: 1, refused: 0 },
        { day: "2026-03-01", calls: 7, refused: 2 },
      ],
      today,
      4
    )
  ).toEqual([
    { day: "2026-02-26", calls: 0, refused: 0 },
    { day: "2026-02-27", calls: 1, refused: 0 },
    { day: "2026-02-28", calls: 0, refused: 0 },
    { day: "2026-03-01", calls: 7, refused: 2 },
  ])
})
