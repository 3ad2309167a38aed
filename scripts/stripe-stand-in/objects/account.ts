import type Stripe from "stripe"

const NOTHING_DUE = {
  alternatives: [],
  current_deadline: null,
  currently_due: [],
  disabled_reason: null,
  errors: [],
  eventually_due: [],
  past_due: [],
  pending_verification: [],
} satisfies Stripe.Account.Requirements

const NO_ADDRESS = {
  city: null,
  country: "US",
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
} satisfies Stripe.Address

/** The shop's own Stripe account. */
export function buildAccount(): Stripe.Account {
  const id = "acct_1StandInStorefront"
  return {
    id,
    object: "account",
    business_profile: BUSINESS_PROFILE,
    business_type: "company",
    capabilities: {
      card_payments: "active",
      link_payments: "active",
      transfers: "active",
    },
    charges_enabled: true,
    controller: { type: "account" },
    country: "US",
    created: 1_700_000_000,
    default_currency: "usd",
    details_submitted: true,
    email: "owner@storefront.example",
    external_accounts: {
      object: "list",
      data: [],
      has_more: false,
      url: `/v1/accounts/${id}/external_accounts`,
    },
    future_requirements: NOTHING_DUE,
    metadata: {},
    payouts_enabled: true,
    requirements: NOTHING_DUE,
    settings: SETTINGS,
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type: "standard",
  }
}

const BUSINESS_PROFILE = {
  annual_revenue: null,
  estimated_worker_count: null,
  mcc: "5611",
  minority_owned_business_designation: null,
  name: "Storefront",
  product_description: null,
  specified_commercial_transactions_act_url: null,
  support_address: NO_ADDRESS,
  support_email: null,
  support_phone: null,
  support_url: null,
  url: "https://storefront.example",
} satisfies Stripe.Account.BusinessProfile

const SETTINGS: Stripe.Account.Settings = {
  bacs_debit_payments: { display_name: null, service_user_number: null },
  branding: {
    icon: null,
    logo: null,
    primary_color: null,
    secondary_color: null,
  },
  card_issuing: { tos_acceptance: { date: null, ip: null } },
  card_payments: {
    decline_on: { avs_failure: false, cvc_failure: true },
    statement_descriptor_prefix: null,
    statement_descriptor_prefix_kana: null,
    statement_descriptor_prefix_kanji: null,
  },
  dashboard: { display_name: "Storefront", timezone: "Etc/UTC" },
  invoices: { default_account_tax_ids: null, hosted_payment_method_save: null },
  payments: {
    statement_descriptor: "STOREFRONT",
    statement_descriptor_kana: null,
    statement_descriptor_kanji: null,
    statement_descriptor_prefix_kana: null,
    statement_descriptor_prefix_kanji: null,
  },
  payouts: {
    debit_negative_balances: true,
    schedule: { delay_days: 2, interval: "daily" },
    statement_descriptor: null,
  },
  sepa_debit_payments: {},
}
