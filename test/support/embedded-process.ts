/** A process of its own that starts the embedded database: `node embedded-process.ts <data directory>`; ends with its input. */
import { startEmbedded } from '../../src/database/embedded.ts'

const [dataDirectory = ''] = process.argv.slice(2)
try {
  const { url, stop } = await startEmbedded({ dataDirectory, durable: false })
  console.log(JSON.stringify({ url }))
  process.stdin.on('end', () => void stop().then(() => process.exit(0))).resume()
} catch (error) {
  console.log(
    JSON.stringify({ code: error instanceof Error && 'code' in error ? error.code : null, message: String(error) }),
  )
  process.exit(1)
}
