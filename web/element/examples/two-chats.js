// A key has its own place and colour. These are set here, so that the example needs no other key.
document.querySelector('#jobs').configuration = { position: 'left', headerColor: '#8a3b12', chatEngagementPrompts: [] }
