/** A cell, and how it is aligned; its width is counted without colours. */
export type Cell = {
  text: string
  align?: "right"
  paint?: (text: string) => string
}

const GAP = "   "

/** Rows of cells in columns as wide as their widest cell. */
export function columns(
  rows: readonly (readonly Cell[])[],
  indent = 4
): string {
  const widths = rows.reduce<number[]>((widest, row) => {
    row.forEach(({ text }, index) => {
      widest[index] = Math.max(widest[index] ?? 0, text.length)
    })
    return widest
  }, [])
  return rows
    .map((row) => {
      const cells = row.map(({ text, align, paint }, index) => {
        const width = widths[index] ?? 0
        const isLast = index === row.length - 1
        const padded =
          align === "right"
            ? text.padStart(width)
            : isLast
              ? text
              : text.padEnd(width)
        return paint ? paint(padded) : padded
      })
      return (" ".repeat(indent) + cells.join(GAP)).trimEnd()
    })
    .join("\n")
}
