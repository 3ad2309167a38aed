import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { Container, Heading, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { CallsADay } from "../components/calls-a-day"
import { KeyScopeChoice } from "../components/key-scope-choice"
import { useStorefrontApiKey } from "../lib/use-storefront-api-key"

type ApiKey = { id: string; type: string; revoked_at: string | null }

/** On Medusa's page of a secret key: which routes it may call, and how often it does. */
const SecretKeyAccessWidget = ({ data }: { data: ApiKey }) =>
  data.type === "secret" ? <SecretKeyAccess data={data} /> : null

function SecretKeyAccess({ data }: { data: ApiKey }) {
  const { t } = useTranslation()
  const { data: apiKey, isError } = useStorefrontApiKey(data.id)
  const isRevoked =
    data.revoked_at !== null && new Date(data.revoked_at) <= new Date()
  return (
    <Container className="divide-y p-0">
      <Heading level="h2" className="px-6 py-4">
        {t("storefrontKeys.title")}
      </Heading>
      {isError && (
        <Text size="small" className="text-ui-fg-error px-6 py-4">
          {t("storefrontKeys.notLoaded")}
        </Text>
      )}
      {apiKey && (
        <>
          <KeyScopeChoice apiKey={apiKey} isRevoked={isRevoked} />
          <CallsADay apiKey={apiKey} />
        </>
      )}
    </Container>
  )
}

export const config = defineWidgetConfig({
  zone: "api_key.details.after",
})

export default SecretKeyAccessWidget
