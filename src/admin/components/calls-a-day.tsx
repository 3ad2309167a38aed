import { Text, Tooltip } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { StorefrontApiKey } from "../../types/storefront-api-keys"

type Day = StorefrontApiKey["days"][number]

/** So much of the height has a day with a single call, that it can be seen at all. */
const LEAST_PERCENT = 4

/** How often a secret key was used on each of the last days: a bar a day, with figures on hovering. */
export function CallsADay({ apiKey }: { apiKey: StorefrontApiKey }) {
  const { t } = useTranslation()
  const writtenDay = useWrittenDay()
  const { days, calls, refused } = apiKey
  const most = Math.max(...days.map((day) => day.calls))
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <div className="text-ui-fg-subtle grid grid-cols-2">
        <Text size="small" leading="compact" weight="plus">
          {t("storefrontKeys.calls")}
        </Text>
        <Text size="small" leading="compact">
          {calls === 0
            ? t("storefrontKeys.noCalls")
            : [
                t("storefrontKeys.total", { count: calls }),
                ...(refused > 0
                  ? [t("storefrontKeys.refused", { count: refused })]
                  : []),
              ].join(", ")}
        </Text>
      </div>
      {calls > 0 && (
        <>
          <div
            className="border-ui-border-base flex h-16 items-end gap-x-0.5 border-b"
            role="list"
          >
            {days.map((day) => (
              <DayBar key={day.day} day={day} most={most} />
            ))}
          </div>
          <div className="text-ui-fg-muted flex justify-between">
            <Text size="xsmall">{writtenDay(days[0]?.day)}</Text>
            <Text size="xsmall">{writtenDay(days.at(-1)?.day)}</Text>
          </div>
        </>
      )}
    </div>
  )
}

function DayBar({ day, most }: { day: Day; most: number }) {
  const { t } = useTranslation()
  const writtenDay = useWrittenDay()
  const label = [
    t("storefrontKeys.onDay", {
      day: writtenDay(day.day),
      count: day.calls,
    }),
    ...(day.refused > 0
      ? [t("storefrontKeys.refused", { count: day.refused })]
      : []),
  ].join(", ")
  const height = (part: number) =>
    `${part > 0 ? Math.max(LEAST_PERCENT, (part / most) * 100) : 0}%`
  return (
    <Tooltip content={label}>
      <div
        role="listitem"
        aria-label={label}
        className="flex h-full flex-1 flex-col justify-end"
      >
        <div
          className="bg-ui-tag-red-icon"
          style={{ height: height(day.refused) }}
        />
        <div
          className="bg-ui-tag-blue-icon"
          style={{ height: height(day.calls - day.refused) }}
        />
      </div>
    </Tooltip>
  )
}

/** Writes a day as in «Nov 21». */
function useWrittenDay(): (day?: string) => string {
  const { i18n } = useTranslation()
  return (day = "") =>
    new Date(`${day}T00:00:00Z`).toLocaleDateString(i18n.language, {
      month: "short",
      day: "numeric",
      timeZone: "UTC",
    })
}
