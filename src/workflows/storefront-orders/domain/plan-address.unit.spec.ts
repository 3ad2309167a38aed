import type Stripe from "stripe"
import {
  STREET,
  charge,
  customerDetails,
  paidSession,
  paymentIntent,
  shippingTo,
} from "../../../../integration-tests/helpers/stripe-objects"
import {
  missingInAddress,
  planBillingAddress,
  planShippingAddress,
  splitName,
} from "./plan-address"

const MICHIGAN = {
  first_name: "Grace Brewster",
  last_name: "Hopper",
  phone: "+12695550100",
  address_1: "1420 Portage St",
  address_2: "Apt 3",
  city: "Kalamazoo",
  province: "MI",
  postal_code: "49001",
  country_code: "us",
}

/** Nothing filled in, as Stripe says it. */
const NOWHERE: Stripe.Address = {
  line1: null,
  line2: null,
  city: null,
  state: null,
  postal_code: null,
  country: null,
}

describe("where to send the order", () => {
  it("is the shipping address of the session, in Medusa's words", () => {
    expect(planShippingAddress(paidSession())).toEqual(MICHIGAN)
  })

  it("is found where older API versions keep it", () => {
    const { shipping_details } = shippingTo(STREET)
    const older = paidSession({ collected_information: null })
    expect(planShippingAddress({ ...older, ...{ shipping_details } })).toEqual(
      MICHIGAN
    )
  })

  it("is the one that the PaymentIntent was given, where the session has none", () => {
    const shipping = {
      name: "Grace Brewster Hopper",
      phone: "+12695550199",
      address: STREET,
    }
    const session = paidSession({
      collected_information: null,
      payment_intent: paymentIntent({ shipping }),
    })
    expect(planShippingAddress(session)).toEqual({
      ...MICHIGAN,
      phone: "+12695550199",
    })
  })

  it("leaves out what the customer left empty", () => {
    const address = { ...STREET, line2: null, state: "" }
    const session = paidSession({
      collected_information: shippingTo(address, ""),
      customer_details: customerDetails({ phone: null }),
    })
    expect(planShippingAddress(session)).toEqual({
      address_1: "1420 Portage St",
      city: "Kalamazoo",
      postal_code: "49001",
      country_code: "us",
    })
  })

  it.each([
    ["nothing was collected", null],
    [
      "no shipping was asked for",
      { ...shippingTo(STREET), shipping_details: null },
    ],
  ])(
    "is unknown where %s: the billing address is not taken for it",
    (_, collected_information) => {
      expect(planShippingAddress(paidSession({ collected_information }))).toBe(
        null
      )
    }
  )
})

describe("whom to bill", () => {
  function paidBy(billing: Partial<Stripe.Charge.BillingDetails>) {
    const { billing_details } = charge()
    const latest_charge = charge({
      billing_details: { ...billing_details, ...billing },
    })
    return paidSession({ payment_intent: paymentIntent({ latest_charge }) })
  }

  it("is the holder of the card", () => {
    const address = { ...STREET, line1: "1 Bank St", line2: null }
    const session = paidBy({ name: "Alan Turing", phone: "+44", address })
    const { address_2: _, ...rest } = MICHIGAN
    expect(planBillingAddress(session)).toEqual({
      ...rest,
      first_name: "Alan",
      last_name: "Turing",
      phone: "+44",
      address_1: "1 Bank St",
    })
  })

  it.each<[string, Stripe.Checkout.Session]>([
    ["gave no address with the card", paidBy({ address: NOWHERE })],
    ["gave nothing with the card", paidBy({ address: null })],
    [
      "is not known to have paid by a charge yet",
      paidSession({ payment_intent: paymentIntent({ latest_charge: null }) }),
    ],
    [
      "is known by the charge's id only",
      paidSession({ payment_intent: paymentIntent({ latest_charge: "ch_1" }) }),
    ],
    ["is known by the payment's id only", paidSession()],
    ["had nothing to pay", paidSession({ payment_intent: null })],
  ])("is the customer where the payer %s", (_, session) => {
    expect(planBillingAddress(session)).toEqual(MICHIGAN)
  })

  it("is nobody where the customer gave nothing (F36)", () => {
    const session = paidSession({ customer_details: null })
    expect(planBillingAddress(session)).toBe(null)
  })
})

describe("a name", () => {
  it.each([
    ["Grace Hopper", "Grace", "Hopper"],
    ["Grace Brewster Hopper", "Grace Brewster", "Hopper"],
    ["  Grace   Hopper ", "Grace", "Hopper"],
    ["Prince", "Prince", null],
    ["李 小龍", "李", "小龍"],
    ["", null, null],
    ["  ", null, null],
    [null, null, null],
    [undefined, null, null],
  ])("%j is %j and %j", (name, first, last) => {
    expect(splitName(name)).toEqual({ first, last })
  })
})

describe("what a parcel needs", () => {
  it.each([
    ["nothing more", MICHIGAN, []],
    ["no second name", { ...MICHIGAN, last_name: undefined }, []],
    ["no phone, no province", { ...MICHIGAN, phone: "", province: "" }, []],
    [
      "a name",
      { ...MICHIGAN, first_name: undefined, last_name: undefined },
      ["name"],
    ],
    ["a street", { ...MICHIGAN, address_1: undefined }, ["street"]],
    ["a city", { ...MICHIGAN, city: "" }, ["city"]],
    ["a country", { ...MICHIGAN, country_code: undefined }, ["country"]],
    ["all of it", {}, ["name", "street", "city", "country"]],
    ["the whole address", null, ["the whole address"]],
  ])("%s", (_, address, missing) => {
    expect(missingInAddress(address)).toEqual(missing)
  })
})
