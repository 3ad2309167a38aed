import { Text } from "@medusajs/ui"
import type { ReactNode } from "react"

/** One line of a card: a name on the left, what it is on the right. */
export function FactRow({
  label,
  children,
}: {
  label: string
  children: ReactNode
}) {
  return (
    <div className="text-ui-fg-subtle grid grid-cols-2 items-center px-6 py-4">
      <Text size="small" leading="compact" weight="plus">
        {label}
      </Text>
      <div className="min-w-0 text-right">{children}</div>
    </div>
  )
}
