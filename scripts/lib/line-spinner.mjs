// @ts-check

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]

/**
 * Shows that something goes on, before any package is there to do it better: a
 * moving line on a terminal, one line at the start and the end elsewhere.
 * @param {string} title
 * @returns {{ detail: (text: string) => void, stop: (mark: "✔" | "✖") => void }}
 */
export function startSpinner(title) {
  const out = process.stdout
  const started = performance.now()
  let detail = ""
  let frame = 0
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(0)}s`
  const draw = () => {
    const text = `${title} [${seconds()}] ${detail}`
    const width = (out.columns || 80) - 3
    frame = (frame + 1) % frames.length
    out.write(`\r\u001b[2K${frames[frame]} ${text.slice(0, width)}`)
  }
  if (!out.isTTY) out.write(`${title} …\n`)
  const timer = out.isTTY ? setInterval(draw, 100) : undefined
  return {
    detail: (text) => {
      detail = text
    },
    stop: (mark) => {
      clearInterval(timer)
      if (out.isTTY) out.write("\r\u001b[2K")
      out.write(`${mark} ${title} [${seconds()}]\n`)
    },
  }
}
