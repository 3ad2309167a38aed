import { defineConfig } from "@medusajs/framework/utils"

/** Medusa's defaults and its Stripe provider, in the mode in which the backend is measured. */
export default defineConfig({
  // It would have to be built, and no event goes near it.
  admin: { disable: true },
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    // Only received: no subscriber runs in this mode.
    workerMode: "server",
    http: {
      storeCors: "http://localhost:8000",
      adminCors: "http://localhost:9000",
      authCors: "http://localhost:9000",
      jwtSecret: "only-for-the-bench",
      cookieSecret: "only-for-the-bench",
    },
  },
  modules: [
    {
      resolve: "@medusajs/medusa/payment",
      options: {
        providers: [
          {
            resolve: "@medusajs/medusa/payment-stripe",
            id: "stripe",
            options: {
              apiKey: process.env.STRIPE_API_KEY,
              webhookSecret: process.env.STRIPE_WEBHOOK_SECRET,
            },
          },
        ],
      },
    },
  ],
})
