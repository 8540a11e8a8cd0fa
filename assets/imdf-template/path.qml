<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Fields|Forms">
 <fieldConfiguration>
  <field name="category" configurationFlags="None"><editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="" type="QString" value=""/></Option><Option type="Map"><Option name="人行道 footway" type="QString" value="footway"/></Option><Option type="Map"><Option name="台阶 steps" type="QString" value="steps"/></Option></Option></Option></config></editWidget></field>
 </fieldConfiguration>
 <defaults><default field="id" expression="uuid('WithoutBraces')" applyOnUpdate="0"/></defaults>
</qgis>
