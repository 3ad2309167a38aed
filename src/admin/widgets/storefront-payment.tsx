import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { Container, Copy, Heading, StatusBadge, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { StorefrontPaymentResponse } from "../../types/storefront-payments"
import { FactRow } from "../components/fact-row"
import { LinesNamedByCall } from "../components/lines-named-by-call"
import { OpenQuestions } from "../components/open-questions"
import { describePaidBy } from "../lib/describe-paid-by"
import { stripeDashboardUrl } from "../lib/stripe-dashboard"
import { useLinesNamedByCall } from "../lib/use-lines-named-by-call"
import { usePaidBy } from "../lib/use-paid-by"
import { useStorefrontPayment } from "../lib/use-storefront-payment"

/** On an order that was paid on the storefront: which payment it was, and what is still open. */
const StorefrontPaymentWidget = ({ data }: { data: { id: string } }) => {
  const { t } = useTranslation()
  const { data: payment, isError } = useStorefrontPayment(data.id)
  if (isError) {
    return (
      <Container className="px-6 py-4">
        <Text size="small" className="text-ui-fg-error">
          {t("storefront.notLoaded")}
        </Text>
      </Container>
    )
  }
  // Nothing while it loads and for Medusa's own orders: the page is about the order.
  return payment ? <PaymentCard payment={payment} /> : null
}

function PaymentCard({ payment }: { payment: StorefrontPaymentResponse }) {
  const { t, i18n } = useTranslation()
  const dashboardUrl = stripeDashboardUrl(payment)
  const paidBy = describePaidBy(usePaidBy(payment.order_id ?? ""))
  const named = useLinesNamedByCall(payment.order_id ?? "")
  const isHeld = payment.state === "held"
  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between px-6 py-4">
        <Heading level="h2">{t("storefront.title")}</Heading>
        <StatusBadge color={isHeld ? "orange" : "green"}>
          {t(`storefront.states.${payment.state}`)}
        </StatusBadge>
      </div>
      <OpenQuestions issues={payment.issues} />
      {named.length > 0 && <LinesNamedByCall lines={named} />}
      <FactRow label={t("storefront.payment")}>
        <div className="flex items-center justify-end gap-x-1">
          <Text size="small" className="truncate" title={payment.payment}>
            {payment.payment}
          </Text>
          <Copy content={payment.payment} className="text-ui-fg-muted" />
        </div>
      </FactRow>
      {paidBy && (
        <FactRow label={t("storefront.paidBy")}>
          <Text size="small">{paidBy}</Text>
        </FactRow>
      )}
      <FactRow label={t("storefront.importedAt")}>
        <Text size="small">
          {payment.imported_at
            ? new Date(payment.imported_at).toLocaleString(i18n.language, {
                dateStyle: "medium",
                timeStyle: "short",
              })
            : "–"}
        </Text>
      </FactRow>
      {dashboardUrl && (
        <div className="px-6 py-4">
          <a
            href={dashboardUrl}
            target="_blank"
            rel="noreferrer"
            className="txt-small text-ui-fg-interactive hover:text-ui-fg-interactive-hover"
          >
            {t("storefront.openInStripe")}
          </a>
        </div>
      )}
    </Container>
  )
}

export const config = defineWidgetConfig({
  zone: "order.details.side.after",
})

export default StorefrontPaymentWidget
