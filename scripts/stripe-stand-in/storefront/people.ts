import type { Buyer } from "../actions/session-answers"

type Place = readonly [
  line1: string,
  city: string,
  state: string,
  postal: string,
  area: string,
]

const FIRST_NAMES = [
  "Marcus",
  "Elena",
  "David",
  "Priya",
  "Thomas",
  "Grace",
  "Andre",
  "Sofia",
]
const LAST_NAMES = [
  "Whitfield",
  "Moreno",
  "Okafor",
  "Lindqvist",
  "Carter",
  "Nguyen",
  "Rossi",
]

type Country = "US" | "CA" | "JP" | "KW"

const PHONE_PREFIXES: Record<Country, string> = {
  US: "1",
  CA: "1",
  JP: "81",
  KW: "965",
}

const PLACES: Record<Country, readonly Place[]> = {
  US: [
    ["1420 Portage St", "Kalamazoo", "MI", "49001", "269"],
    ["88 W Monroe St", "Chicago", "IL", "60603", "312"],
    ["2215 Guadalupe St", "Austin", "TX", "78705", "512"],
    ["604 Peachtree St NE", "Atlanta", "GA", "30308", "404"],
    ["310 Lake Ave", "Cleveland", "OH", "44102", "216"],
  ],
  CA: [
    ["275 King St W", "Toronto", "ON", "M5V 1J5", "416"],
    ["91 Wellington Crescent", "Ottawa", "ON", "K1P 5A1", "613"],
    ["18 Ouellette Ave", "Windsor", "ON", "N9A 1A1", "519"],
  ],
  JP: [["1-1 Marunouchi", "Chiyoda", "Tokyo", "100-0005", "3"]],
  KW: [["Block 3, Street 12", "Salmiya", "Hawalli", "22001", "2"]],
}

/** A believable customer, another one for each `turn`; the numbers are reserved for fiction. */
export function inventBuyer(country: Country, turn: number): Buyer {
  const first = pick(FIRST_NAMES, turn)
  const last = pick(LAST_NAMES, turn)
  const [line1, city, state, postal_code, area] = pick(PLACES[country], turn)
  const line = String(100 + (turn % 100)).slice(-2)
  return {
    email: `${first}.${last}.${turn + 1}@example.com`.toLowerCase(),
    name: `${first} ${last}`,
    phone: `+${PHONE_PREFIXES[country]}${area}55501${line}`,
    address: {
      city,
      country,
      line1,
      line2: turn % 3 === 0 ? `Apt ${(turn % 40) + 1}` : null,
      postal_code,
      state,
    },
  }
}

function pick<T>(values: readonly T[], turn: number): T {
  const value = values[turn % values.length]
  if (value === undefined) {
    throw new Error("Nothing to pick from")
  }
  return value
}
