import { Presets, SingleBar } from "cli-progress"
import type { Terminal } from "../demo/terminal"

/** Off a terminal a line at most so often. */
const LINE_EVERY_MS = 5_000
const BAR_WIDTH = 28

export type Progress = {
  /** How many are done by now, and what there is to say beside it. */
  show: (done: number, note?: string) => void
  /** Takes the bar away. */
  end: () => void
}

/**
 * How far something has come: a bar on a terminal that goes when it is over, and now and then a
 * line elsewhere.
 *
 * @param title such as «Working off».
 */
export function startProgress(
  title: string,
  total: number,
  terminal: Terminal
): Progress {
  return process.stdout.isTTY
    ? barOf(title, total, terminal)
    : linesOf(title, total, terminal)
}

function barOf(title: string, total: number, { colors }: Terminal): Progress {
  const bar = new SingleBar(
    {
      format: `  ${title}  ${colors.cyan("{bar}")}  {percentage} %  ${colors.dim("{count}")}{note}`,
      barsize: BAR_WIDTH,
      clearOnComplete: true,
      hideCursor: true,
      // A signal is answered by whoever runs the bar.
      gracefulExit: false,
    },
    Presets.shades_classic
  )
  bar.start(total, 0, { count: countOf(0, total), note: "" })
  return {
    show: (done, note = "") => {
      bar.update(done, {
        count: countOf(done, total),
        note: note && `  ${colors.yellow(note)}`,
      })
    },
    end: () => {
      bar.stop()
    },
  }
}

function linesOf(title: string, total: number, terminal: Terminal): Progress {
  let last = performance.now()
  return {
    show: (done, note = "") => {
      if (performance.now() - last >= LINE_EVERY_MS) {
        last = performance.now()
        const beside = note && `, ${note}`
        terminal.say(`  ${title}: ${countOf(done, total)}${beside}`)
      }
    },
    end: () => undefined,
  }
}

const countOf = (done: number, total: number) =>
  `${done.toLocaleString("en-US")} of ${total.toLocaleString("en-US")}`
