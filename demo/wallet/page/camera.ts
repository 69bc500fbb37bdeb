/** Reading a QR code with the camera, where the browser can: a comfort, the text can always be pasted. */
import { element, elementOf, onPress, textOf } from './screen.ts'

interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>
}

const EVERY_MS = 250

/** Offers to scan where the browser has a detector; `found` gets the text of the first code. */
export function offerCamera(screen: HTMLElement, found: (text: string) => void): void {
  const detector = detectorHere()
  if (detector === null) return
  element(screen, '[data-camera]').hidden = false
  const video = elementOf(screen, '[data-video]', HTMLVideoElement)
  const [scan, stop] = [element(screen, '[data-act="scan"]'), element(screen, '[data-act="stop"]')]
  let camera: MediaStream | null = null

  onPress(screen, 'scan', async () => {
    element(screen, '[data-error="camera"]').textContent = ''
    try {
      camera = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
    } catch {
      element(screen, '[data-error="camera"]').textContent = textOf(screen, 'camera-fails')
      return
    }
    video.srcObject = camera
    shows(true)
    await video.play()
    while (camera !== null) {
      const [code] = await detector.detect(video).catch(() => [])
      if (code !== undefined) {
        end()
        found(code.rawValue)
      }
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
    }
  })
  onPress(screen, 'stop', end)

  function end(): void {
    for (const track of camera?.getTracks() ?? []) track.stop()
    camera = null
    shows(false)
  }

  function shows(isOn: boolean): void {
    video.hidden = !isOn
    stop.hidden = !isOn
    scan.hidden = isOn
  }
}

/** `BarcodeDetector` is no standard yet: some browsers have it. */
function detectorHere(): Detector | null {
  const make: unknown = Reflect.get(window, 'BarcodeDetector')
  if (typeof make !== 'function' || !('mediaDevices' in navigator)) return null
  const detector: Detector = Reflect.construct(make, [{ formats: ['qr_code'] }])
  return detector
}
