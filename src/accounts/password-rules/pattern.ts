/** Rows and columns of keyboards, the alphabet, the digits; all are read both ways. */
const TRACKS = [
  ...['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
  ...[
    'qwertzuiopou',
    'asdfghjklea',
    'iyxcvbnm',
    '1qay2wsx3edc4rfv5tgb6zhn7ujm8ik9ol',
    '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol',
  ],
  ...['qaywsxedcrfvtgbzhnujm', 'qazwsxedcrfvtgbyhnujm'],
].flatMap((track) => [track, Array.from(track).toReversed().join('')])

const RUN = 3
/** Characters that belong to no run, from which on a password is more than a pattern. */
const OWN = 6
const MIN_DIFFERENT = 5

/** Whether the folded text is made of runs, or of a few characters again and again. */
export function isPattern(text: string): boolean {
  const characters = Array.from(text)
  if (new Set(characters).size < MIN_DIFFERENT) return true
  return outsideRuns(text) < OWN
}

/** How many characters belong to no run. */
export function outsideRuns(text: string): number {
  const characters = Array.from(text)
  let outside = 0
  for (let at = 0; at < characters.length;) {
    const length = runAt(characters, at)
    if (length < RUN) outside += 1
    at += length < RUN ? 1 : length
  }
  return outside
}

/** How long the run is that begins here: along a track, or the same character. */
function runAt(characters: readonly string[], at: number): number {
  const isRun = (end: number): boolean => {
    const run = characters.slice(at, end).join('')
    return new Set(run).size === 1 || TRACKS.some((track) => track.includes(run))
  }
  let end = at + 1
  while (end < characters.length && isRun(end + 1)) end += 1
  return end - at
}
