/* backend-client/http/url.c and token.c. */
#include "http/token.h"
#include "http/transport.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void only_https_and_the_loopback_are_allowed(void **state)
{
    (void)state;
    static const struct {
        const char *url;
        bool allowed;
    } cases[] = {{"https://fhir.hospital.example/r4", true},
                 {"http://127.0.0.1:8090/fhir", true},
                 {"http://localhost/fhir", true},
                 {"http://[::1]:8090/fhir", true},
                 {"http://fhir.hospital.example/", false},
                 {"ftp://127.0.0.1/", false},
                 {"https://user@host/", false},
                 {"https://", false},
                 {"", false},
                 {"https://h/fhir?x=1", false},
                 {"http://127.0.0.1.evil.example/", false},
                 {"https://h:99999/", false}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(http_url_allowed(cases[i].url), cases[i].allowed);
}

static void a_link_to_another_host_scheme_or_port_is_foreign(void **state)
{
    (void)state;
    assert_true(http_same_origin("https://a.example/fhir/", "https://A.example:443/fhir/Slot?x=1"));
    assert_false(http_same_origin("https://a.example/fhir/", "http://a.example/fhir/"));
    assert_false(http_same_origin("https://a.example/fhir/", "https://a.example:8443/"));
    assert_false(http_same_origin("https://a.example/fhir/", "https://b.example/fhir/"));
    assert_false(http_same_origin("https://a.example/fhir/", "https://a.example@b.example/"));
}

static void a_query_value_is_escaped_or_refused_whole(void **state)
{
    (void)state;
    char out[64] = "Slot?identifier=";
    assert_true(http_escape(out, sizeof out, "http://h/sid|a+b"));
    assert_string_equal(out, "Slot?identifier=http%3A%2F%2Fh%2Fsid%7Ca%2Bb");
    char small[8] = "";
    assert_false(http_escape(small, sizeof small, "||||"));
}

static void a_token_answer_is_read_and_renewed_at_four_fifths(void **state)
{
    (void)state;
    struct token token;
    assert_int_equal(
        token_read("{\"token_type\":\"Bearer\",\"access_token\" : \"abc.def\",\"expires_in\":3600}",
                   1000, &token),
        ERR_OK);
    assert_string_equal(token.value, "abc.def");
    assert_int_equal(token.renew_ms, 1000 + 2880000);
    assert_int_equal(token_read("<html>access_token</html>", 0, &token), ERR_CORRUPT);
    assert_int_equal(token_read("{\"x\":\"access_token\"}", 0, &token), ERR_CORRUPT);
    assert_int_equal(token_read("{\"access_token\":\"a\nb\"}", 0, &token), ERR_CORRUPT);
    assert_int_equal(token_read("{\"access_token\":\"abc", 0, &token), ERR_CORRUPT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_https_and_the_loopback_are_allowed),
        cmocka_unit_test(a_link_to_another_host_scheme_or_port_is_foreign),
        cmocka_unit_test(a_query_value_is_escaped_or_refused_whole),
        cmocka_unit_test(a_token_answer_is_read_and_renewed_at_four_fifths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
