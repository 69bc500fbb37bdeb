/** Letters without case and accents: `Jelszó` and `jelszo` are one word to who guesses. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
}

/** Without what people put between words. */
export function compact(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '')
}

const LETTERS: Readonly<Record<string, string>> = {
  ...{ '@': 'a', '4': 'a', '3': 'e', '0': 'o', $: 's', '5': 's', '7': 't', '+': 't', '8': 'b', '9': 'g' },
}

/** Digits and signs read as the letters they are put for: `p@ssw0rd`. A 1 is an i to some and an l to others: both. */
export function unmasked(text: string): readonly string[] {
  const read = text.replace(/[@4305$7+89]/g, (sign) => LETTERS[sign] ?? sign)
  return ['i', 'l'].map((letter) => compact(read.replace(/[1!|]/g, letter)))
}
