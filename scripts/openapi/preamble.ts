import type { JsonSchema } from "./schema-of-type"

/** What the document says before it comes to the routes. */
export const PREAMBLE = {
  openapi: "3.1.0",
  info: {
    title: "Storefront commerce backend",
    version: "1",
    description:
      "What this project adds to Medusa: the hook for Stripe, the storefront's calls, health, and what staff see and do. Medusa's own routes are in Medusa's reference. Every refusal is JSON with a type, a code and a message. Written by `npm run openapi`.",
  },
  servers: [{ url: "http://localhost:9000" }],
} as const

export const SECURITY_SCHEMES: JsonSchema = {
  storefrontKey: {
    type: "http",
    scheme: "bearer",
    description:
      "A secret API key (sk_…), made in the admin under Settings, Secret API Keys.",
  },
  secretKey: {
    type: "http",
    scheme: "basic",
    description: "A secret API key as the user's name, without a password.",
  },
  staffToken: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "From POST /auth/user/emailpass.",
  },
  staffSession: {
    type: "apiKey",
    in: "cookie",
    name: "connect.sid",
    description: "From POST /auth/session.",
  },
  stripeSignature: {
    type: "apiKey",
    in: "header",
    name: "Stripe-Signature",
    description: "Stripe's own, over the bytes of the body.",
  },
  metricsToken: {
    type: "http",
    scheme: "bearer",
    description: "The secret of METRICS_TOKEN.",
  },
}

export const REFUSAL: JsonSchema = {
  type: "object",
  properties: {
    type: { type: "string", description: "The kind of refusal." },
    code: { type: "string", description: "For programs." },
    message: {
      type: "string",
      description: "For people: what is in the way, and what they can do.",
    },
  },
  required: ["type", "code", "message"],
}
