import { Select, Text, toast, usePrompt } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type {
  StorefrontApiKey,
  StorefrontKeyScope,
} from "../../types/storefront-api-keys"
import { useSetKeyScope } from "../lib/use-storefront-api-key"

const SCOPES: readonly StorefrontKeyScope[] = ["staff", "storefront"]

/** Which routes a secret key may call, to be changed after asking back. */
export function KeyScopeChoice({
  apiKey,
  isRevoked,
}: {
  apiKey: StorefrontApiKey
  isRevoked: boolean
}) {
  const { t } = useTranslation()
  const ask = usePrompt()
  const { mutate, isPending } = useSetKeyScope(apiKey.id)

  const change = async (scope: StorefrontKeyScope) => {
    const isSure = await ask({
      title: t("storefrontKeys.confirm.title"),
      description: t(`storefrontKeys.confirm.${scope}`),
      cancelText: t("storefrontKeys.confirm.cancel"),
      confirmText: t("storefrontKeys.confirm.save"),
      variant: "confirmation",
    })
    if (!isSure) {
      return
    }
    mutate(scope, {
      onSuccess: () => toast.success(t(`storefrontKeys.saved.${scope}`)),
      onError: ({ message }) =>
        toast.error(t("storefrontKeys.notSaved"), { description: message }),
    })
  }

  return (
    <div className="text-ui-fg-subtle grid grid-cols-2 items-start px-6 py-4">
      <Text size="small" leading="compact" weight="plus" className="py-1.5">
        {t("storefrontKeys.mayCall")}
      </Text>
      <div className="flex flex-col gap-y-2">
        <Select
          size="small"
          value={apiKey.scope}
          disabled={isPending || isRevoked}
          onValueChange={(scope) => void change(scope as StorefrontKeyScope)}
        >
          <Select.Trigger aria-label={t("storefrontKeys.mayCall")}>
            <Select.Value />
          </Select.Trigger>
          <Select.Content>
            {SCOPES.map((scope) => (
              <Select.Item key={scope} value={scope}>
                {t(`storefrontKeys.scopes.${scope}`)}
              </Select.Item>
            ))}
          </Select.Content>
        </Select>
        <Text size="small">
          {isRevoked
            ? t("storefrontKeys.revoked")
            : t(`storefrontKeys.hints.${apiKey.scope}`)}
        </Text>
      </div>
    </div>
  )
}
