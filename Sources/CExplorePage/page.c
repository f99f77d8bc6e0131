#include "explore_page.h"

/*
 * The bytes of the files are read by the C compiler: as a literal of Swift they took longer to
 * compile than the whole module that writes them.
 */
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char index_bytes[] = {
#embed "Page/index.html"
};

static const unsigned char style_bytes[] = {
#embed "Page/explore.css"
};

/* Each part but the last ends with a comma for the next one. */
static const unsigned char script_bytes[] = {
#embed "Page/text.js" suffix(, )
#embed "Page/data.js" suffix(, )
#embed "Page/state.js" suffix(, )
#embed "Page/filter.js" suffix(, )
#embed "Page/sql.js" suffix(, )
#embed "Page/map.js" suffix(, )
#embed "Page/brush.js" suffix(, )
#embed "Page/grid.js" suffix(, )
#embed "Page/card.js" suffix(, )
#embed "Page/networks.js" suffix(, )
#embed "Page/classes.js" suffix(, )
#embed "Page/verdict.js" suffix(, )
#embed "Page/main.js"
};

const explore_file explore_index = {index_bytes, sizeof index_bytes};
const explore_file explore_style = {style_bytes, sizeof style_bytes};
const explore_file explore_script = {script_bytes, sizeof script_bytes};
