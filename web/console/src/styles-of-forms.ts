// The styles of a form: what there is to fill in, and what is wrong with it.
import '@mantine/core/styles/Input.css'
import '@mantine/core/styles/Alert.css'
import '@mantine/core/styles/Breadcrumbs.css'
import '@mantine/core/styles/Center.css'
import '@mantine/core/styles/PasswordInput.css'
