#ifndef EXITPOLL_CLIBXML2_SHIM_H
#define EXITPOLL_CLIBXML2_SHIM_H

#include <libxml/xmlversion.h>
// ICU's headers, which libxml2 includes for its own struct alone, clash with Foundation's copy.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>

#endif
