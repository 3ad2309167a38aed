import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { LineNamedByCall } from "../lib/use-lines-named-by-call"

/** Which lines the storefront's call named and with which key: neither the checkout nor staff did. */
export function LinesNamedByCall({ lines }: { lines: LineNamedByCall[] }) {
  const { t } = useTranslation()
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      {lines.map(({ id, title, explanation, calledBy }) => (
        <div key={id}>
          <Text size="small" leading="compact" weight="plus">
            {title}
          </Text>
          <Text size="small" leading="compact">
            {calledBy
              ? t("storefront.namedByCallOf", { key: calledBy })
              : t("storefront.namedByCall")}
          </Text>
          <Text size="xsmall" className="text-ui-fg-subtle">
            {explanation}
          </Text>
        </div>
      ))}
    </div>
  )
}
