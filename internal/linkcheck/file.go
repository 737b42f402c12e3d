package linkcheck

import "collate/internal/render"

// File is a file of the site: its path from the site's root, with slashes,
// and its bytes.
type File = render.File
