import Medusa from "@medusajs/js-sdk"

/** Medusa's own client with the session of whoever is signed in to the admin. */
export const client = new Medusa({
  baseUrl: "/",
  auth: { type: "session" },
})
