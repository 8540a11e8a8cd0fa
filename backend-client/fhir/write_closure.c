/* What staff closed, for the hospital's other screens: a CommunicationRequest of category `closure`
 * (WIRE.md: announcements are CommunicationRequest). Lifting it revokes the request.
 */
#include "fhir/write_parts.h"

#include "base/text.h"

#include <string.h>

static json_t *extension_of(const struct links *links, const char *name, const char *key,
                            const char *value)
{
    char url[300];
    if (!value[0])
        return NULL;
    json_t *json = json_object();
    text_format(url, sizeof url, "%s/StructureDefinition/%s", links->base, name);
    put_text(json, "url", url);
    put_text(json, key, value);
    return json;
}

static void add(json_t *list, json_t *one)
{
    if (one)
        json_array_append_new(list, one);
}

char *write_closure(const struct links *links, const struct closure *closure)
{
    json_t *json = resource_of("CommunicationRequest"), *extensions = json_array(),
           *period = json_object();
    put(json, "identifier", list_of(identifier(links, "op", closure->id)));
    add(extensions, extension_of(links, "closed-feature", "valueString", closure->target));
    add(extensions, extension_of(links, "closed-level", "valueString", closure->level));
    add(extensions, extension_of(links, "closed-area", "valueString", closure->area));
    add(extensions, extension_of(links, "closed-for", "valueCode",
                                 closure->step_free_only ? "step-free" : "all"));
    put(json, "extension", extensions);
    put_text(json, "status", "active");
    put(json, "category", list_of(concept_in(links, "communication", "closure")));
    put_text(json, "priority", "urgent");
    put(json, "about", list_of(reference_to(links->about)));
    put(json, "payload", list_of(payload_of(closure->reason.zh, closure->reason.en)));
    put_instant(period, "start", links, closure->from_ms);
    if (closure->until_ms)
        put_instant(period, "end", links, closure->until_ms);
    put(json, "occurrencePeriod", period);
    put_instant(json, "authoredOn", links, closure->created_ms);
    put(json, "requester", reference_to(links->device));
    return dump_and_free(json);
}
