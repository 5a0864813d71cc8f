import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assistantIdOf } from '../src/assistant-request'
import { readAssistant } from '../src/assistant'
import { readButtonOptions, readConfiguration, readPrompts } from '../src/configuration'
import { readPanelOptions } from '../src/panel-options'
import defaults from './defaults.json'

test('what is missing becomes the default', () => {
  const options = readConfiguration({})
  assert.equal(options.webComponentOpenerSize, 70)
  assert.equal(options.marginBottom, 10)
  assert.equal(options.left, false)
  assert.equal(options.headerColor, '#15559d')
  assert.equal(options.showCloseButtons, true)
  assert.equal(options.forceFullMode, false)
})

test('what the script of a key leaves out is what the server holds to be the default', () => {
  for (const read of [readButtonOptions, readPanelOptions, readPrompts, readConfiguration]) assert.deepEqual(read({}), read(defaults))
})

test('what is odd becomes the default or the nearest that is allowed', () => {
  const options = readConfiguration({ webComponentOpenerSize: '200', marginBottom: 3, position: 'top', headerColor: 'red;}', showCloseButtons: 'no', chatEngagementPrompts: ['a', null, 1], maxMessagePerConversation: '' })
  assert.equal(options.webComponentOpenerSize, 140)
  assert.equal(options.marginBottom, 10)
  assert.equal(options.left, false)
  assert.equal(options.headerColor, '#15559d')
  assert.equal(options.showCloseButtons, true)
  assert.deepEqual(readPrompts({ chatEngagementPrompts: ['a', null, ' ', 1], chatEngagementPromptRotateTime: 'soon' }), { prompts: ['a'], mode: 'rotate', seconds: 5 })
  assert.equal(options.maxMessagePerConversation, 0)
})

test('both names of the branding option hide it', () => {
  assert.equal(readConfiguration({ hidePupauBranding: true }).hideBranding, true)
  assert.equal(readConfiguration({ hideBranding: true }).hideBranding, true)
})

test('the assistant of a key is what stands before the first dash', () => assert.equal(assistantIdOf('aX7kP2-lk-more'), 'aX7kP2'))

test('an assistant of any shape can be read', () => {
  for (const odd of [null, 1, [], {}, { name: 5, assistantSettings: { conversationActions: [null, { userMessage: ' ' }, 3] } }]) {
    assert.deepEqual(readAssistant(odd), { id: '', name: '', imageUuid: '', welcomeMessage: '', starters: [], showSources: true, questionLength: 0, attachments: undefined })
  }
  const { starters, showSources } = readAssistant({ assistantSettings: { conversationActions: [{ userMessage: ' Hi ' }], kbSettings: { assistantShowKbResources: { enable: false } } } })
  assert.deepEqual([starters, showSources], [['Hi'], false])
})
