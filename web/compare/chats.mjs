// The chats that are compared: how a page embeds each by its own instructions, and where its button and its field are.
import { KEY } from '../element/dev/server.mjs'

/** `script` is what the page runs; a strict page takes it from a file, since none of these works inline there. */
export const CHATS = {
  latchkey: {
    name: 'Latchkey', files: {},
    markup: (host) => `<script type="module" src="${host}/embed/${KEY}.js"></script>`,
    button: ['latchkey-chat', '.button'], field: ['latchkey-chat', '.open .panel textarea'],
  },
  n8n: {
    name: '@n8n/chat', package: '@n8n/chat', files: { '/n8n/': '@n8n/chat/dist/' },
    markup: (host) => `<link href="${host}/n8n/style.css" rel="stylesheet">`,
    script: (host) => `import { createChat } from '${host}/n8n/chat.bundle.es.js'\ncreateChat({ webhookUrl: '${host}/n8n-webhook' })`,
    button: ['.chat-window-toggle'], field: ['.chat-window textarea'],
  },
  flowise: {
    name: 'flowise-embed', package: 'flowise-embed', files: { '/flowise/': 'flowise-embed/dist/' },
    markup: () => '',
    script: (host) => `import Chatbot from '${host}/flowise/web.js'\nChatbot.init({ chatflowid: 'tea', apiHost: '${host}/flowise-api' })`,
    button: ['flowise-chatbot', 'button'], field: ['flowise-chatbot', 'textarea'],
  },
  ocs: {
    name: 'open-chat-studio-widget', package: 'open-chat-studio-widget', files: { '/ocs/': 'open-chat-studio-widget/dist/open-chat-studio-widget/' },
    markup: (host) => `<script type="module" src="${host}/ocs/open-chat-studio-widget.esm.js"></script><open-chat-studio-widget chatbot-id="tea" api-base-url="${host}/ocs-api" button-text="Chat" visible="false"></open-chat-studio-widget>`,
    button: ['open-chat-studio-widget', 'button'], field: ['open-chat-studio-widget', 'textarea'],
  },
  deepchat: {
    name: 'deep-chat', package: 'deep-chat', files: { '/deep-chat/': 'deep-chat/dist/' },
    markup: (host) => `<script type="module" src="${host}/deep-chat/deepChat.bundle.js"></script><deep-chat connect='{"url":"${host}/deep-chat-api"}'></deep-chat>`,
    // It has no button: it is a chat in its place on the page.
    field: ['deep-chat', '#text-input'],
  },
}

/** What the servers of the others would answer to a chat that is shown and opened. */
export const ANSWERS = [
  [/^\/n8n-webhook/, { data: [] }],
  [/^\/flowise-api\/api\/v1\/public-chatbotConfig\//, { uploads: {}, chatbotConfig: '{}' }],
  [/^\/flowise-api\/api\/v1\/chatflows-streaming\//, { isStreaming: true }],
  [/^\/flowise-api\//, {}],
  [/^\/ocs-api\/api\/chat\/start\//, { session_id: 'tea', chatbot: { id: 'tea', name: 'Tea' }, participant: { identifier: 'tea' }, seed_message_task_id: null }],
  [/^\/ocs-api\//, { messages: [], has_more: false, session_status: 'active' }],
]
