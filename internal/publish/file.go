package publish

import "collate/internal/render"

// File is a file of the site: its path from the site's root, with slashes,
// and its bytes.
type File = render.File

// Manifest is the name of the file in the output folder that lists the others.
const Manifest = manifestName
