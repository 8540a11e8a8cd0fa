/* Putting a paper together. */
#include "device/printer.h"

#include "base/text.h"

bool paper_add(struct paper *paper, enum paper_style style, const char *text)
{
    if (paper->line_count >= PAPER_LINES_MAX)
        return false;
    struct paper_line *line = &paper->lines[paper->line_count++];
    line->style = style;
    return text_copy(line->text, sizeof line->text, text);
}

static enum paper_style smaller(enum paper_style style)
{
    switch (style) {
    case PAPER_NORMAL:
    case PAPER_SMALL:
        return PAPER_SMALL;
    case PAPER_BOLD:
    case PAPER_LARGE:
        return PAPER_BOLD;
    case PAPER_STEP:
    case PAPER_STEP_SMALL:
        return PAPER_STEP_SMALL;
    case PAPER_RULE:
        break;
    }
    return PAPER_RULE;
}

void paper_join(struct paper *paper, const struct paper *other)
{
    text_copy(paper->head[1], sizeof paper->head[1], other->head[0]);
    text_copy(paper->title[1], sizeof paper->title[1], other->title[0]);
    text_copy(paper->label[1], sizeof paper->label[1], other->label[0]);
    text_copy(paper->caption[1], sizeof paper->caption[1], other->caption[0]);
    bool fits = !other->line_count || paper_add(paper, PAPER_RULE, "");
    for (int i = 0; i < other->line_count && fits; i++)
        fits = paper_add(paper, smaller(other->lines[i].style), other->lines[i].text);
}
