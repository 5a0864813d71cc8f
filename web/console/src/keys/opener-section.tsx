import { Button, ColorInput, Group, NumberInput, SegmentedControl, Slider, Switch, Text } from '@mantine/core'
import { IconVolume } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { contrast, readableInk } from '../../../element/src/contrast'
import { number, oneDecimal } from '../i18n/format'
import { TextList } from '../shared/text-list'
import { configure, type Editing } from './key-draft'
import { Section } from './section'

const COLORS = ['#15559d', '#0f766e', '#2f6b4f', '#7c3aed', '#be185d', '#b45309', '#334155', '#111827']
const HEX = /^#[0-9a-f]{6}$/i

/** The opening button, what invites visitors to click it, and its colour. */
export function OpenerSection({ editing, play }: { editing: Editing; play: () => Promise<boolean> }) {
  const { t } = useTranslation()
  const { draft, readOnly, problem } = editing
  const { configuration } = draft.value
  return (
    <>
      <Section title={t('opener.title')}>
        <Pixels
          label={t('fields.configuration.webComponentOpenerSize')}
          value={configuration.webComponentOpenerSize}
          min={40}
          max={140}
          marks={[40, 70, 140]}
          readOnly={readOnly}
          error={problem('configuration.webComponentOpenerSize')}
          onChange={(webComponentOpenerSize) => configure(draft, { webComponentOpenerSize })}
        />
        <div>
          <Text fw={600} size="sm" mb={4} id="position-label">
            {t('fields.configuration.position')}
          </Text>
          <SegmentedControl
            aria-labelledby="position-label"
            value={configuration.position}
            readOnly={readOnly}
            disabled={readOnly}
            onChange={(value) => configure(draft, { position: value })}
            data={[
              { value: 'left', label: t('opener.left') },
              { value: 'right', label: t('opener.right') },
            ]}
          />
        </div>
        <Pixels
          label={t('fields.configuration.marginBottom')}
          value={configuration.marginBottom}
          min={10}
          max={10_000}
          slideTo={200}
          marks={[10, 100, 200]}
          readOnly={readOnly}
          error={problem('configuration.marginBottom')}
          onChange={(marginBottom) => configure(draft, { marginBottom })}
        />
        <HeaderColor editing={editing} />
      </Section>
      <Prompts editing={editing} />
      <Section title={t('sound.title')}>
        <Switch
          label={t('fields.configuration.engagementSound')}
          description={t('sound.text')}
          checked={configuration.engagementSound}
          disabled={readOnly}
          onChange={(event) => configure(draft, { engagementSound: event.currentTarget.checked })}
        />
        <PlaySound play={play} />
      </Section>
    </>
  )
}

interface PixelsProps {
  label: string
  value: number
  min: number
  max: number
  /** The slider may end earlier than the number. */
  slideTo?: number
  marks: number[]
  readOnly: boolean
  error: string | undefined
  onChange: (value: number) => void
}

/** A length: roughly by the slider, exactly by the number. */
function Pixels({ label, value, min, max, slideTo = max, marks, readOnly, error, onChange }: PixelsProps) {
  const { t } = useTranslation()
  const id = useId()
  const [emptied, setEmptied] = useState(0)
  return (
    <div>
      <Text fw={600} size="sm" component="label" htmlFor={id}>
        {label}
      </Text>
      <Group align="flex-start" gap="lg" mt={4} wrap="nowrap">
        <Slider
          flex={1}
          mt={8}
          mb="md"
          min={min}
          max={slideTo}
          value={Math.min(value, slideTo)}
          onChange={onChange}
          disabled={readOnly}
          thumbLabel={label}
          label={(shown) => `${shown} px`}
          marks={marks.map((mark) => ({ value: mark, label: String(mark) }))}
        />
        <NumberInput
          key={emptied}
          id={id}
          w={112}
          min={min}
          max={max}
          value={value}
          suffix=" px"
          allowDecimal={false}
          clampBehavior="none"
          disabled={readOnly}
          error={error ?? (value < min || value > max ? t('opener.range', { min: number(min), max: number(max) }) : undefined)}
          onChange={(next) => {
            if (typeof next === 'number') onChange(next)
          }}
          onBlur={(event) => {
            // An empty box shows again what holds.
            if (event.currentTarget.value.trim() === '') setEmptied((times) => times + 1)
          }}
        />
      </Group>
    </div>
  )
}

/** What contrast a colour gives the text on it; the element always takes the ink that can be read. */
function HeaderColor({ editing: { draft, readOnly, problem } }: { editing: Editing }) {
  const { t } = useTranslation()
  const { headerColor } = draft.value.configuration
  const [typed, setTyped] = useState(headerColor)
  const [seen, setSeen] = useState(headerColor)
  if (seen !== headerColor) {
    // Changed from elsewhere: discarded, or by somebody else.
    setSeen(headerColor)
    setTyped(headerColor)
  }
  const ink = readableInk(headerColor)
  return (
    <div>
      <ColorInput
        label={t('fields.configuration.headerColor')}
        format="hex"
        value={typed}
        swatches={COLORS}
        disabled={readOnly}
        maw={240}
        eyeDropperButtonProps={{ 'aria-label': t('opener.eyeDropper') }}
        error={problem('configuration.headerColor') ?? (HEX.test(typed) ? undefined : t('opener.notAColor'))}
        onChange={(value) => {
          setTyped(value)
          if (!HEX.test(value)) return
          setSeen(value.toLowerCase())
          configure(draft, { headerColor: value.toLowerCase() })
        }}
      />
      <Group gap="xs" mt={6}>
        <span className="swatch" style={{ background: headerColor, color: ink }} aria-hidden>
          Aa
        </span>
        <Text size="sm" className="quiet">
          {t('opener.contrast', { ratio: oneDecimal(contrast(headerColor, ink)), ink: t(ink === '#ffffff' ? 'opener.white' : 'opener.black') })}
        </Text>
      </Group>
    </div>
  )
}

function Prompts({ editing: { draft, readOnly, problem } }: { editing: Editing }) {
  const { t } = useTranslation()
  const { chatEngagementPrompts, chatEngagementPromptMode, chatEngagementPromptRotateTime } = draft.value.configuration
  return (
    <Section title={t('prompts.title')} text={t('prompts.text')}>
      <TextList
        label={t('fields.configuration.chatEngagementPrompts')}
        placeholder={t('prompts.placeholder')}
        empty={t('prompts.none')}
        items={chatEngagementPrompts}
        onChange={(items) => configure(draft, { chatEngagementPrompts: items })}
        error={problem('configuration.chatEngagementPrompts')}
        longest={280}
        most={20}
        disabled={readOnly}
        remove={(item) => t('prompts.remove', { item })}
      />
      <Group align="flex-end" gap="lg">
        <div>
          <Text fw={600} size="sm" mb={4} id="mode-label">
            {t('fields.configuration.chatEngagementPromptMode')}
          </Text>
          <SegmentedControl
            aria-labelledby="mode-label"
            value={chatEngagementPromptMode}
            disabled={readOnly}
            onChange={(value) => configure(draft, { chatEngagementPromptMode: value })}
            data={[
              { value: 'rotate', label: t('prompts.rotate') },
              { value: 'random', label: t('prompts.random') },
            ]}
          />
        </div>
        {chatEngagementPromptMode === 'rotate' && (
          <NumberInput
            label={t('fields.configuration.chatEngagementPromptRotateTime')}
            w={220}
            min={1}
            max={86_400}
            suffix=" s"
            allowDecimal={false}
            clampBehavior="blur"
            value={chatEngagementPromptRotateTime}
            disabled={readOnly}
            error={problem('configuration.chatEngagementPromptRotateTime')}
            onChange={(value) => {
              if (typeof value === 'number' && value >= 1) configure(draft, { chatEngagementPromptRotateTime: value })
            }}
          />
        )}
      </Group>
    </Section>
  )
}

function PlaySound({ play }: { play: () => Promise<boolean> }) {
  const { t } = useTranslation()
  const [heard, setHeard] = useState<boolean>()
  return (
    <Group gap="xs">
      <Button variant="default" size="sm" leftSection={<IconVolume size={18} />} onClick={() => void play().then(setHeard, () => setHeard(false))}>
        {t('sound.play')}
      </Button>
      <Text size="sm" className="quiet" role="status">
        {heard === undefined ? '' : t(heard ? 'sound.played' : 'sound.silent')}
      </Text>
    </Group>
  )
}
