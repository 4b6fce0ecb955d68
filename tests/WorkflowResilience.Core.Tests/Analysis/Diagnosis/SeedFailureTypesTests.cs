using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis;

/// <summary>Every type of failure that the product's first sketch named has a pattern or a condition.</summary>
[TestFixture]
public sealed class SeedFailureTypesTests
{
    [TestCase("PYDANTIC_VALIDATION_ERROR", "pydantic_core._pydantic_core.ValidationError: 2 validation errors for Order")]
    [TestCase("PYDANTIC_MISSING_FIELD", "1 validation error for Order\nprice\n  Field required [type=missing, input_value={'name': 'x'}, input_type=dict]")]
    [TestCase("PYDANTIC_INVALID_TYPE", "1 validation error for Order\nprice\n  Input should be a valid integer, unable to parse string as an integer [type=int_parsing, input_value='x', input_type=str]")]
    [TestCase("OPENAI_SDK_INIT_ERROR", "openai.OpenAIError: The api_key client option must be set either by passing api_key to the client or by setting the OPENAI_API_KEY environment variable")]
    [TestCase("OPENAI_CLIENT_ERROR", "openai.InternalServerError: Error code: 500 - {'error': {'message': 'The server had an error while processing your request.'}}")]
    [TestCase("DEPENDENCY_VERSION_CONFLICT", "ERROR: Cannot install a==1.0 and b==2.0 because these package versions have conflicting dependencies.")]
    [TestCase("IMPORT_ERROR", "ModuleNotFoundError: No module named 'yaml'")]
    [TestCase("SUPABASE_CONNECTION_ERROR", "supabase: connection to server at \"db.project.supabase.co\", port 5432 failed: Connection refused")]
    [TestCase("DATABASE_TIMEOUT", "ERROR: canceling statement due to statement timeout")]
    [TestCase("TRANSACTION_ROLLBACK", "sqlalchemy.exc.PendingRollbackError: This Session's transaction has been rolled back due to a previous exception during flush.")]
    [TestCase("CONNECTION_POOL_EXHAUSTION", "HikariPool-1 - Connection is not available, request timed out after 30000ms.")]
    [TestCase("MEMORY_EXHAUSTION", "java.lang.OutOfMemoryError: Java heap space")]
    [TestCase("API_RATE_LIMIT_EXCEEDED", "Error: API rate limit exceeded")]
    [TestCase("DISK_SPACE_LOW", "write error: No space left on device")]
    [TestCase("CIRCUIT_BREAKER_TRIPPED", "CircuitBreaker 'payments' is OPEN and does not permit further calls")]
    public void Its_text_is_diagnosed(string type, string text)
    {
        FailureDiagnosis? diagnosis = Diagnoses.Of(text);

        diagnosis.Should().NotBeNull("{0} is a failure", type);
        diagnosis!.Category.Should().NotBe(FailureCategory.Unknown, "{0} is known", type);
        diagnosis.Pattern.Should().NotBeNull();
    }

    [TestCase("ValidationError: OrchestrationContext field required")]
    [TestCase("1 validation error for OrchestrationContext\nworkspace_id\n  field required (type=value_error.missing)")]
    [TestCase("pydantic_core._pydantic_core.ValidationError: 1 validation error for OrchestrationContext\nworkspace_id\n  Field required [type=missing, input_value={}, input_type=dict]")]
    public void A_missing_field_of_a_context_is_told_in_both_versions_of_pydantic(string text) =>
        Diagnoses.Of(text)!.Pattern.Should().Be("pydantic.orchestration-context-missing");

    [TestCase("system.cpu")]
    [TestCase("system.memory")]
    [TestCase("system.disk")]
    [TestCase("caused_by")]
    [TestCase("reason")]
    public void A_threshold_or_a_cascade_is_a_condition_on_a_field(string field) =>
        new PatternLibrary().Packs.SelectMany(pack => pack.Patterns).Should().Contain(pattern => pattern.Any.Count == 0 && pattern.When.Any(condition => condition.Field == field));
}
