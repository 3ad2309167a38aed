import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createApiKeysWorkflow,
  createSalesChannelsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
} from "@medusajs/medusa/core-flows"
import { findRows, firstId } from "./find-rows"

/** The channel whose locations decide what the storefront can sell. */
export const storefrontChannelName = "Storefront"

const publishableKeyTitle = "Storefront"

/** Makes the storefront's sales channel and a publishable key for it. Returns the channel's id. */
export async function seedSalesChannel(
  container: MedusaContainer
): Promise<string> {
  const data = await findRows<{ id: string }>(container, {
    entity: "sales_channel",
    fields: ["id"],
    filters: { name: storefrontChannelName },
  })
  const salesChannelId = data[0]?.id ?? (await createSalesChannel(container))
  await seedPublishableKey(container, salesChannelId)
  return salesChannelId
}

async function createSalesChannel(container: MedusaContainer): Promise<string> {
  const { result } = await createSalesChannelsWorkflow(container).run({
    input: {
      salesChannelsData: [
        {
          name: storefrontChannelName,
          description: "The shop's website, paid through Stripe",
        },
      ],
    },
  })
  return firstId(result, "sales channel")
}

async function seedPublishableKey(
  container: MedusaContainer,
  salesChannelId: string
): Promise<void> {
  const data = await findRows<{
    id: string
    sales_channels?: { id: string }[]
  }>(container, {
    entity: "api_key",
    fields: ["id", "sales_channels.id"],
    filters: { title: publishableKeyTitle, type: "publishable" },
  })
  const key = data[0]
  if (key?.sales_channels?.some((channel) => channel.id === salesChannelId)) {
    return
  }
  const keyId = key?.id ?? (await createPublishableKey(container))
  await linkSalesChannelsToApiKeyWorkflow(container).run({
    input: { id: keyId, add: [salesChannelId] },
  })
}

async function createPublishableKey(
  container: MedusaContainer
): Promise<string> {
  const { result } = await createApiKeysWorkflow(container).run({
    input: {
      api_keys: [
        { title: publishableKeyTitle, type: "publishable", created_by: "" },
      ],
    },
  })
  return firstId(result, "publishable API key")
}
