import fc from "fast-check"
import {
  type EditFacts,
  type LegacyEditReport,
  versionKey,
} from "./legacy-edit"
import { planLegacyEdits } from "./plan-legacy-edits"

const PUSHED = 5

/** A size of which 1,000 are there and 5 were pushed as version 3. */
function facts(overrides: Partial<EditFacts> = {}): EditFacts {
  return {
    variants: [
      {
        variantId: "40R",
        sku: "SUIT-40R",
        deleted: false,
        managed: true,
        backorder: false,
        parts: [{ inventoryItemId: "iitem", required: 1 }],
      },
    ],
    productIds: ["prod_suit", "prod_tie"],
    soleVariants: new Map([["prod_tie", "40R"]]),
    levels: new Map([["iitem", [{ id: "shop", stocked: 1_000, reserved: 0 }]]]),
    lastPushes: new Map([["40R", "3"]]),
    pushed: new Map([[versionKey("40R", "3"), PUSHED]]),
    edits: new Map(),
    kept: new Map(),
    highestVersion: "1000",
    ...overrides,
  }
}

function report(overrides: Partial<LegacyEditReport> = {}): LegacyEditReport {
  return {
    subject: { kind: "variant", id: "40R" },
    quantity: 9,
    version: "3",
    previousQuantity: null,
    editId: null,
    ...overrides,
  }
}

const adjust = (reports: LegacyEditReport[], known = facts()) =>
  planLegacyEdits(reports, known, "trigger", "adjust")

it("adds the difference to what was pushed, and asks for a push", () => {
  expect(adjust([report()])).toMatchObject({
    taken: [{ outcome: "adjusted", difference: 4, variantId: "40R" }],
    levels: [{ levelId: "shop", difference: 4 }],
    push: { variantIds: ["40R"], productIds: [] },
    keep: [{ version: "3", quantityAfter: 9, outcome: "adjusted" }],
  })
})

it("takes edits of the same version that were added before into account", () => {
  const { taken } = adjust([report(), report({ quantity: 10 })])
  expect(taken.map(({ difference }) => difference)).toEqual([4, 1])
})

it("counts a report without a name once, by what it says", () => {
  const { levels, keep } = adjust([report(), report()])
  expect(levels).toEqual([{ levelId: "shop", difference: 4 }])
  expect(keep).toHaveLength(1)
})

it.each([
  ["of the last push", report({ quantity: PUSHED }), "unchanged"],
  ["that was written again", report({ previousQuantity: 9 }), "unchanged"],
  ["of a version nobody knows", report({ version: "2" }), "conflict"],
  [
    "of a version not drawn yet",
    report({ version: "1001", previousQuantity: 5 }),
    "conflict",
  ],
  [
    "of a push whose note is on its way",
    report({ version: "4", previousQuantity: 5 }),
    "adjusted",
  ],
  [
    "of a push whose note is on its way, without what was before",
    report({ version: "4" }),
    "conflict",
  ],
  [
    "of a row that was never pushed",
    report({ version: null, previousQuantity: 5 }),
    "conflict",
  ],
  [
    "of the sum of sizes",
    report({ subject: { kind: "product", id: "prod_suit" } }),
    "conflict",
  ],
  [
    "of a product with one size",
    report({ subject: { kind: "product", id: "prod_tie" } }),
    "adjusted",
  ],
  [
    "that no column holds, once it is added",
    report({ quantity: 2 ** 31 - 1, previousQuantity: -(2 ** 31) }),
    "conflict",
  ],
  [
    "of a product nobody knows",
    report({ subject: { kind: "product", id: "x" } }),
    "not_found",
  ],
  [
    "of a SKU",
    report({ subject: { kind: "sku", sku: "SUIT-40R" } }),
    "adjusted",
  ],
])("judges a number %s", (_, one, outcome) => {
  expect(adjust([one]).taken).toMatchObject([{ outcome }])
})

it("has the sum of a product with one size pushed too", () => {
  const subject = { kind: "product", id: "prod_tie" } as const
  expect(adjust([report({ subject })]).push).toEqual({
    variantIds: ["40R"],
    productIds: ["prod_tie"],
  })
})

it("takes the last of two numbers for one size, by whatever names", () => {
  const subject = { kind: "sku", sku: "SUIT-40R" } as const
  const { taken, levels } = adjust([report(), report({ subject, quantity: 2 })])
  expect(taken.map(({ difference }) => difference)).toEqual([4, -7])
  expect(levels).toEqual([{ levelId: "shop", difference: 2 - PUSHED }])
})

it("does not let an edit pass for another one that has its name", () => {
  const one = report({ editId: "a", previousQuantity: 5 })
  const { taken, levels } = adjust([one, { ...one, quantity: 10 }, one])
  expect(taken.map(({ outcome }) => outcome)).toEqual([
    "adjusted",
    "conflict",
    "adjusted",
  ])
  expect(levels).toEqual([{ levelId: "shop", difference: 4 }])
})

it("takes an edit back to Medusa's number for an edit where it has a name", () => {
  const there = report({ previousQuantity: 5, editId: "a" })
  const back = report({ quantity: 5, previousQuantity: 9, editId: "b" })
  const { taken, levels } = adjust([there, back])
  expect(taken.map(({ difference }) => difference)).toEqual([4, -4])
  expect(levels).toEqual([])
})

it("F57: sums up to the last number, whatever the order and however often each is told of", () => {
  const numbers = fc.array(fc.nat(50), { minLength: 1, maxLength: 8 })
  const shuffle = fc.infiniteStream(fc.nat(1_000))
  fc.assert(
    fc.property(numbers, shuffle, (quantities, order) => {
      const told = quantities.map((quantity, index) =>
        report({
          quantity,
          previousQuantity: quantities[index - 1] ?? PUSHED,
          editId: `edit-${index}`,
        })
      )
      const often = [...told, ...told]
        .map((one) => ({ one, at: order.next().value }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one)
      const { levels } = adjust(often)
      const sum = levels.reduce((all, { difference }) => all + difference, 0)
      expect(PUSHED + sum).toBe(quantities.at(-1))
    })
  )
})

describe("a comparison", () => {
  const compare = (reports: LegacyEditReport[], known = facts()) =>
    planLegacyEdits(reports, known, "reconcile", "adjust")

  it("takes over what the number there differs by, once", () => {
    const { taken } = compare([report(), report()])
    expect(taken.map(({ difference }) => difference)).toEqual([4, 0])
  })

  it("covers edits that are told of afterwards, but none that start from what it saw", () => {
    const { keep } = compare([report({ quantity: 12 })])
    const [found] = keep
    const known = facts({
      edits: new Map([
        [versionKey("40R", "3"), { added: 7, count: 1, caughtUp: true }],
      ]),
      kept: new Map(found ? [[found.id, found]] : []),
    })
    const { taken } = adjust(
      [
        report({ previousQuantity: 5, quantity: 9, editId: "lost-1" }),
        report({ previousQuantity: 9, quantity: 12, editId: "lost-2" }),
        report({ previousQuantity: 12, quantity: 13, editId: "new" }),
      ],
      known
    )
    expect(
      taken.map(({ outcome, difference }) => [outcome, difference])
    ).toEqual([
      ["unchanged", 0],
      ["unchanged", 0],
      ["adjusted", 1],
    ])
  })

  it("looks at a conflict again when it is met again", () => {
    const none = new Map([["iitem", [{ id: "shop", stocked: 1, reserved: 0 }]]])
    const first = compare([report({ quantity: 0 })], facts({ levels: none }))
    expect(first.taken).toMatchObject([{ outcome: "conflict" }])
    const kept = new Map(first.keep.map((edit) => [edit.id, edit]))
    const second = compare([report({ quantity: 0 })], facts({ kept }))
    expect(second.taken).toMatchObject([
      { outcome: "adjusted", difference: -5 },
    ])
    expect(second.keep[0]?.id).toBe(first.keep[0]?.id)
  })
})

it.each(["ignore", "report"] as const)(
  "lets staff decide that the number there counts, also with the policy %s",
  (policy) => {
    const { taken } = planLegacyEdits([report()], facts(), "staff", policy)
    expect(taken).toMatchObject([{ outcome: "adjusted", difference: 4 }])
  }
)

it("leaves the stock as it is with every other policy", () => {
  for (const [policy, outcome, pushed] of [
    ["ignore", "ignored", ["40R"]],
    ["report", "reported", []],
  ] as const) {
    const plan = planLegacyEdits([report()], facts(), "trigger", policy)
    expect(plan).toMatchObject({
      taken: [{ outcome, difference: 0 }],
      levels: [],
      push: { variantIds: pushed },
    })
  }
})
