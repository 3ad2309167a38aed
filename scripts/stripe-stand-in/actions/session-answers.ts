import type Stripe from "stripe"

/** Who pays: the customer as the checkout page asks for one. */
export interface Buyer {
  email: string | null
  name: string | null
  phone: string | null
  address: Stripe.Address | null
}

/** The session with everything that the customer entered on the checkout page. */
export function withAnswers(
  session: Stripe.Checkout.Session,
  { buyer, fieldValues }: { buyer: Buyer; fieldValues: Record<string, string> }
): Stripe.Checkout.Session {
  const { name, email, phone, address } = buyer
  return {
    ...session,
    automatic_tax: session.automatic_tax.enabled
      ? { ...session.automatic_tax, status: "complete" }
      : session.automatic_tax,
    collected_information: {
      business_name: null,
      individual_name: null,
      shipping_details:
        session.shipping_address_collection && address
          ? { address, name: name ?? "" }
          : null,
    },
    custom_fields: session.custom_fields.map((field) =>
      answerField(field, fieldValues)
    ),
    customer_details: {
      address,
      business_name: null,
      email,
      individual_name: null,
      name,
      phone: session.phone_number_collection?.enabled ? phone : null,
      tax_exempt: "none",
      tax_ids: [],
    },
  }
}

function answerField(
  field: Stripe.Checkout.Session.CustomField,
  values: Record<string, string>
): Stripe.Checkout.Session.CustomField {
  return field.text
    ? { ...field, text: { ...field.text, value: values[field.key] ?? null } }
    : field
}
