const PEAK = 0.07
const LENGTH = 0.7
const WAIT_MS = 400

/** Plays two soft notes. Returns whether they could be heard: browsers keep a page silent that its visitor has not touched. */
export async function chime(): Promise<boolean> {
  const context = new AudioContext()
  try {
    // Where it is forbidden, asking would fill the page's console, and never be answered.
    const { userActivation } = navigator as Partial<Navigator>
    if (context.state !== 'running' && userActivation?.hasBeenActive === false) return false
    await Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, WAIT_MS))])
    if (context.state !== 'running') return false
    void play(context, 587.33, 0)
    await play(context, 880, 0.12)
    return true
  } finally {
    void context.close()
  }
}

function play(context: AudioContext, frequency: number, after: number): Promise<unknown> {
  const at = context.currentTime + after
  const tone = new OscillatorNode(context, { frequency })
  const volume = new GainNode(context, { gain: 0 })
  volume.gain.setTargetAtTime(PEAK, at, 0.005)
  volume.gain.setTargetAtTime(0, at + 0.03, LENGTH / 5)
  tone.connect(volume).connect(context.destination)
  tone.start(at)
  tone.stop(at + LENGTH)
  return new Promise((resolve) => (tone.onended = resolve))
}
