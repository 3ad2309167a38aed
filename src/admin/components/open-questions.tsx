import { InlineTip } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { StorefrontIssueResponse } from "../../types/storefront-payments"

/** The questions on a payment that nobody has answered yet. */
export function OpenQuestions({
  issues,
}: {
  issues: StorefrontIssueResponse[]
}) {
  const { t } = useTranslation()
  const open = issues.filter((issue) => issue.answered_at === null)
  if (open.length === 0) {
    return null
  }
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      {open.map((issue) => (
        <InlineTip
          key={issue.id}
          variant="warning"
          label={t(`storefront.issues.${issue.kind}`)}
        >
          {issue.message}
        </InlineTip>
      ))}
    </div>
  )
}
